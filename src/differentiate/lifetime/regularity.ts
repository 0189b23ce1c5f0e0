import {
  gapsOnClock,
  isRefusal,
  likeliestRegularity,
  type PurchaseFit,
  type PurchaseHistories,
  type PurchaseModelName,
  type SeasonModel,
  regularModel,
} from '#analytics/value';
import type { LifetimeSettings } from './api.ts';
import { datedUntil } from './timing.ts';

/** What to fit to buyers as regular as these, and what their season is learnt with. */
export type Candidates = {
  readonly models: readonly PurchaseModelName[];
  readonly seasonModel: SeasonModel;
  /** The fit that told how regular they are, where that was asked. */
  readonly found: PurchaseFit | null;
};

/**
 * The models that a setting means for histories in weeks up to day `until` and the purchase days they come from (the same customers first). Whether buyers are more regular
 * than at random is told by likelihood, so that few models need to be judged by what came after.
 */
export function candidatesFor(
  asked: LifetimeSettings['model'],
  input: { histories: PurchaseHistories; days: readonly (readonly number[])[]; until: number },
): Candidates {
  if (asked === 'bg-nbd' || asked === 'mbg-nbd' || asked === 'pareto-nbd')
    return { models: [asked], seasonModel: 'bg-nbd', found: null };
  const { histories, days, until } = input;
  const known = days
    .filter(([first]) => first !== undefined && first <= until)
    .slice(0, histories.repeats.length);
  const gaps = gapsOnClock(datedUntil(known, until), (day) => day);
  const found = likeliestRegularity({ histories, gaps });
  const k = isRefusal(found) ? 1 : found.k;
  const regular = [regularModel('bg', k), regularModel('mbg', k)] as const;
  const models =
    asked === 'choose'
      ? [...new Set<PurchaseModelName>(['bg-nbd', 'mbg-nbd', 'pareto-nbd', ...regular])]
      : [asked === 'bg-cnbd' ? regular[0] : regular[1]];
  return { models, seasonModel: regular[0], found: isRefusal(found) ? null : found.fit };
}
