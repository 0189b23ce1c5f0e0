import { saltedHash } from '#analytics/random';
import { countCustomers, streamCustomerIds } from '#differentiate/segments';
import {
  type ClosingCode,
  closingCodes,
  type Decided,
  decideBatch,
  loadGateSettings,
  reasonLabel,
  rulesFor,
} from '#interact/gate';
import { isRefusal, type Outcome } from '#platform/errors';
import { formatDecimal, parseDecimal } from '#platform/money';
import type { Audience, AudiencePreview } from './api.ts';
import { conditionOf, originOf } from './campaign.ts';
import type { CampaignsNeeds } from './needs.ts';
import { audienceNeeds } from './save-campaign.ts';

const sampleSize = 50_000;
const unreachable: ReadonlySet<ClosingCode> = new Set([
  'address-missing',
  'address-invalid',
  'address-shared',
  'suppressed',
  'consent-withdrawn',
  'opposed',
  'consent-missing',
]);

export type PreviewInput = {
  readonly campaignId: number | null;
  readonly audience: Audience;
  readonly purpose: string;
  readonly brand: string;
  readonly holdoutShare: number;
  readonly costPerContact: string;
  readonly fixedCost: string;
};

type Tally = { decided: number; reachable: number; toSend: number; reasons: Map<ClosingCode, number> };

/**
 * The way from everyone to those who would get a campaign now, by the same gate that will decide, writing nothing. Of an audience
 * over 50 000 a sample drawn by salted hash is decided and the counts are scaled: then `estimated` is true.
 */
export async function previewAudience(
  needs: CampaignsNeeds,
  input: PreviewInput,
): Promise<Outcome<AudiencePreview>> {
  const population = await countCustomers(audienceNeeds(needs), { and: [] });
  const audience = await countCustomers(audienceNeeds(needs), conditionOf(input.audience));
  if (isRefusal(population)) return population;
  if (isRefusal(audience)) return audience;
  const share = audience > sampleSize ? sampleSize / audience : 1;
  const tally = await decideAll(needs, input, share);
  const scale = tally.decided === 0 ? 0 : audience / tally.decided;
  const scaled = (count: number) => (share === 1 ? count : Math.round(count * scale));
  const toSend = scaled(tally.toSend);
  return {
    population,
    audience,
    reachable: scaled(tally.reachable),
    toSend,
    control: scaled(tally.reasons.get('campaign-holdout') ?? 0),
    reasons: closingCodes.flatMap((code) => {
      const count = scaled(tally.reasons.get(code) ?? 0);
      const label = { fr: reasonLabel(code, 'fr'), en: reasonLabel(code, 'en') };
      return count === 0 ? [] : [{ code, label, count }];
    }),
    estimated: share < 1,
    sampled: tally.decided,
    cost: costOf(input, toSend),
  };
}

/** Fixed cost and cost per message, exactly; amounts were checked at the edge. */
function costOf(input: PreviewInput, messages: number): string {
  const fixed = parseDecimal(input.fixedCost) ?? 0n;
  return formatDecimal(fixed + BigInt(messages) * (parseDecimal(input.costPerContact) ?? 0n));
}

async function decideAll(needs: CampaignsNeeds, input: PreviewInput, share: number): Promise<Tally> {
  const tally: Tally = { decided: 0, reachable: 0, toSend: 0, reasons: new Map() };
  const origin = originOf(input.campaignId ?? 0);
  const settings = await loadGateSettings(needs.server.db);
  const rules = rulesFor(settings, { origin, holdoutShare: input.holdoutShare });
  const { purpose, brand } = input;
  const question = { channel: 'email', purpose, brand, origin, step: '', occurrence: 1, rules } as const;
  const seen = new Map<string, number>();
  const ids = streamCustomerIds(audienceNeeds(needs), conditionOf(input.audience), { batch: 5_000 });
  for await (const batch of ids) {
    const customerIds = share === 1 ? batch : batch.filter((id) => saltedHash('preview', String(id)) < share);
    if (customerIds.length === 0) continue;
    const decided = await decideBatch(needs.server.db, {
      ...question,
      customerIds,
      at: needs.clock.now(),
      warehouse: needs.warehouse,
      seen,
    });
    for (const one of decided) add(tally, one);
  }
  return tally;
}

function add(tally: Tally, { decision }: Decided): void {
  tally.decided += 1;
  const first = decision.reasons[0]?.code;
  if (first === undefined) tally.toSend += 1;
  else tally.reasons.set(first, (tally.reasons.get(first) ?? 0) + 1);
  if (first === undefined || !unreachable.has(first)) tally.reachable += 1;
}
