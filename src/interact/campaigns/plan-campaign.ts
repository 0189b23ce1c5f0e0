import { resolveCondition } from '#differentiate/segments';
import { decideBatch, loadGateSettings, rulesFor } from '#interact/gate';
import { compileEmail } from '#interact/channels';
import { type PlannedMessage, planMessages, refreshLedgerStatistics } from '#interact/messages';
import { type DatabaseTransaction, inTransaction } from '#platform/database';
import { orThrow } from '#platform/errors';
import { type Campaign, conditionOf, originOf } from './campaign.ts';
import { moveCampaign, selectCampaign, writePlanCursor } from './campaigns.store.ts';
import { giveCoupons } from './coupons.store.ts';
import { attributeFields } from './field-list.ts';
import { fieldsOf, loadIdentity } from './fields.ts';
import { jobKey } from './launch-campaign.ts';
import type { CampaignsNeeds } from './needs.ts';
import { audienceNeeds } from './save-campaign.ts';

const batchSize = 1_000;

type Row = { readonly customer_id: number } & Readonly<Record<string, unknown>>;
type Planning = {
  readonly needs: CampaignsNeeds;
  readonly campaign: Campaign;
  readonly mergeFields: readonly string[];
  readonly rules: ReturnType<typeof rulesFor>;
};

/**
 * Writes a launched campaign's whole audience to the ledger, each customer with the gate's decision, in batches by customer
 * number: how far it is lies in the same transaction as the batch, so it goes on where a crash or a pause stopped it. Ends by
 * moving the campaign to sending. Returns how many customers were decided in this run.
 */
export async function planCampaign(
  needs: CampaignsNeeds,
  campaignId: number,
  run: { signal: AbortSignal; onProgress: (done: number) => Promise<void> },
): Promise<number> {
  const campaign = await selectCampaign(needs.server.db, campaignId);
  if (campaign?.state !== 'planning') return 0;
  const planning = await preparePlanning(needs, campaign);
  let cursor = campaign.planCursor;
  let done = 0;
  for await (const rows of readAudience(planning, cursor)) {
    if (run.signal.aborted) return done;
    const last = rows.at(-1)?.customer_id ?? cursor;
    const planned = await inTransaction(needs.server.db, (trx) =>
      planBatch(trx, planning, { rows, cursor, last }),
    );
    if (!planned) return done;
    cursor = last;
    done += rows.length;
    await run.onProgress(done);
  }
  await refreshLedgerStatistics(needs.server.db);
  await startSending(needs, campaignId, cursor);
  return done;
}

async function preparePlanning(needs: CampaignsNeeds, campaign: Campaign): Promise<Planning> {
  const { mergeFields } = compileEmail(campaign.content);
  const settings = await loadGateSettings(needs.server.db);
  const { holdoutShare } = campaign;
  const rules = rulesFor(settings, { origin: originOf(campaign.campaignId), holdoutShare });
  return { needs, campaign, mergeFields, rules };
}

async function* readAudience(
  { needs, campaign, mergeFields }: Planning,
  after: number,
): AsyncGenerator<Row[]> {
  const { registry, warehouse, clock } = needs;
  const question = registry.selectCustomers({
    condition: orThrow(await resolveCondition(audienceNeeds(needs), conditionOf(campaign.audience))),
    columns: attributeFields(registry, mergeFields),
    cursor: { value: null, customerId: after },
    now: clock.now(),
  });
  let batch: Row[] = [];
  for await (const rows of warehouse.stream<Row>(question.query, question.parameters)) {
    for (const row of rows) {
      batch.push(row);
      if (batch.length === batchSize) {
        yield batch;
        batch = [];
      }
    }
  }
  if (batch.length > 0) yield batch;
}

/** One batch; false when the campaign is no longer being planned, or another planner has gone further. */
async function planBatch(
  trx: DatabaseTransaction,
  planning: Planning,
  batch: { rows: readonly Row[]; cursor: number; last: number },
): Promise<boolean> {
  const { needs, campaign, rules } = planning;
  const { campaignId } = campaign;
  const current = await selectCampaign(trx, campaignId, { lock: true });
  if (current?.state !== 'planning' || current.planCursor !== batch.cursor) return false;
  const at = needs.clock.now();
  const origin = { origin: originOf(campaignId), step: '', occurrence: 1, channel: 'email' } as const;
  const customerIds = batch.rows.map((row) => row.customer_id);
  const { purpose, brand } = campaign;
  const decided = await decideBatch(trx, {
    ...origin,
    ...{ customerIds, purpose, brand, rules, at },
    warehouse: needs.warehouse,
  });
  const messages = await contentOfMessages(trx, planning, { decided, rows: batch.rows, at });
  await planMessages(trx, { ...origin, at, messages });
  await writePlanCursor(trx, campaignId, batch.last);
  return true;
}

async function contentOfMessages(
  trx: DatabaseTransaction,
  { needs, campaign, mergeFields }: Planning,
  input: { decided: Awaited<ReturnType<typeof decideBatch>>; rows: readonly Row[]; at: Date },
): Promise<PlannedMessage[]> {
  const sent = input.decided.filter(({ decision }) => decision.verdict === 'send');
  const customerIds = sent.map(({ facts }) => facts.customerId);
  const identities = await loadIdentity(trx, customerIds);
  const attributes = new Map(input.rows.map((row) => [row.customer_id, row]));
  const origin = originOf(campaign.campaignId);
  const coupons =
    campaign.coupon === null
      ? new Map<number, string>()
      : await giveCoupons(trx, { origin, offer: campaign.coupon, customerIds, at: input.at });
  return input.decided.map(({ facts: { customerId, personId, address }, decision }) => ({
    customerId,
    personId,
    address,
    decision,
    fields: fieldsOf(mergeFields, {
      identity: identities.get(customerId),
      attributes: attributes.get(customerId) ?? {},
      registry: needs.registry,
    }),
    couponCode: coupons.get(customerId) ?? null,
  }));
}

async function startSending(needs: CampaignsNeeds, campaignId: number, cursor: number): Promise<void> {
  await inTransaction(needs.server.db, async (trx) => {
    const current = await selectCampaign(trx, campaignId, { lock: true });
    if (current?.state !== 'planning' || current.planCursor !== cursor) return;
    const at = needs.clock.now();
    const moved = await moveCampaign(trx, { campaignId, from: ['planning'], to: 'sending', at });
    if (moved === undefined) return;
    await needs.jobs.enqueue('campaign.send', { campaignId }, { key: jobKey(moved, 'send'), within: trx });
  });
}
