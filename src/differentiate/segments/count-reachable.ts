import { type Condition, everyone } from '#differentiate/attributes';
import { isRefusal, type Outcome } from '#platform/errors';
import type { Words } from '#platform/module';
import { type AudienceNeeds, countAmong } from './count-customers.ts';
import { describeConditions } from './describe-condition.ts';

/** Who can be reached on a channel, given by who composes the product: an address and a consent, usually. */
export type Reach = { readonly channel: string; readonly label: Words; readonly condition: Condition };

/** How many customers a condition means, out of how many known, how many can be reached where, and the condition in words. */
export async function countReachable(
  needs: AudienceNeeds & { reaches: readonly Reach[] },
  condition: Condition,
): Promise<
  Outcome<{
    customers: number;
    known: number;
    reachable: { channel: string; label: Words; customers: number }[];
    sentence: Words;
  }>
> {
  const counted = await countAmong(needs, everyone, [
    condition,
    ...needs.reaches.map((reach) => ({ and: [condition, reach.condition] })),
  ]);
  if (isRefusal(counted)) return counted;
  const [customers = 0, ...reached] = counted.among;
  const [sentence = { fr: '', en: '' }] = await describeConditions(needs, [condition]);
  return {
    customers,
    known: counted.customers,
    reachable: needs.reaches.map(({ channel, label }, index) => ({
      channel,
      label,
      customers: reached[index] ?? 0,
    })),
    sentence,
  };
}
