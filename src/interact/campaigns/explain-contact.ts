import { resolveCondition } from '#differentiate/segments';
import { decideBatch, explainDecision, loadGateSettings, rulesFor, type Decision } from '#interact/gate';
import { listMessages } from '#interact/messages';
import { isRefusal, type Outcome } from '#platform/errors';
import type { Why } from './api.ts';
import { type Campaign, conditionOf, originOf } from './campaign.ts';
import type { CampaignsNeeds } from './needs.ts';
import { audienceNeeds, findCampaign } from './save-campaign.ts';

/** A decision's reasons in both languages; an open gate's grounds have the code `open`. */
export function reasonsOf(decision: Decision): { code: string; fr: string; en: string }[] {
  const [fr, en] = [explainDecision(decision, 'fr'), explainDecision(decision, 'en')];
  return fr.map((words, index) => ({
    code: decision.reasons[index]?.code ?? 'open',
    fr: words,
    en: en[index] ?? words,
  }));
}

/**
 * Why a customer gets a campaign, or not: the stored decision when there is one; otherwise whether the audience leaves them out, or
 * what the gate would decide now.
 */
export async function explainContact(
  needs: CampaignsNeeds,
  input: { campaignId: number; customerId: number },
): Promise<Outcome<Why>> {
  const campaign = await findCampaign(needs, input.campaignId);
  if (isRefusal(campaign)) return campaign;
  const { customerId } = input;
  const [message] = await listMessages(needs.server.db, {
    origin: originOf(campaign.campaignId),
    customerId,
    limit: 1,
  });
  if (message !== undefined) {
    const { state, arm, decision } = message;
    return { standing: 'decided', state, arm, reasons: reasonsOf(decision) };
  }
  if (campaign.plannedAt !== null || !(await isInAudience(needs, campaign, customerId))) {
    const words = { fr: 'Ne fait pas partie de la cible.', en: 'Is not in the audience.' };
    return {
      standing: 'not-in-audience',
      state: null,
      arm: null,
      reasons: [{ code: 'not-in-audience', ...words }],
    };
  }
  return { standing: 'not-yet-decided', state: null, ...(await decideNow(needs, campaign, customerId)) };
}

async function isInAudience(needs: CampaignsNeeds, campaign: Campaign, customerId: number): Promise<boolean> {
  const condition = await resolveCondition(audienceNeeds(needs), conditionOf(campaign.audience));
  if (isRefusal(condition)) return false;
  const question = needs.registry.selectCustomers({
    condition,
    columns: [],
    cursor: { value: null, customerId: customerId - 1 },
    limit: 1,
    now: needs.clock.now(),
  });
  const [row] = await needs.warehouse.query<{ customer_id: number }>(question.query, question.parameters);
  return row?.customer_id === customerId;
}

async function decideNow(
  needs: CampaignsNeeds,
  campaign: Campaign,
  customerId: number,
): Promise<{ arm: string | null; reasons: Why['reasons'] }> {
  const { db } = needs.server;
  const { purpose, brand, holdoutShare } = campaign;
  const origin = originOf(campaign.campaignId);
  const rules = rulesFor(await loadGateSettings(db), { origin, holdoutShare });
  const question = { channel: 'email', purpose, brand, origin, step: '', occurrence: 1, rules } as const;
  const [decided] = await decideBatch(db, {
    ...question,
    ...{ customerIds: [customerId], at: needs.clock.now(), warehouse: needs.warehouse },
  });
  return {
    arm: decided?.decision.arm ?? null,
    reasons: decided === undefined ? [] : reasonsOf(decided.decision),
  };
}
