import { fitPurchaseModel, type PurchaseFit, type PurchaseModelName } from './fit-purchase-model.ts';
import type { PurchaseHistories } from './purchase-histories.ts';
import { isRefusal, type Refusal } from './refusal.ts';

/** BG/CNBD-k by k − 1. */
const byRegularity = ['bg-nbd', 'bg-cnbd-2', 'bg-cnbd-3', 'bg-cnbd-4'] as const;

/**
 * What the gaps between purchases add to ln L where each takes k hidden events, whatever the parameters: (k − 1) Σ ln gap − n ln Γ(k), over n gaps in the
 * unit of the fit. Needed to compare models of different k.
 */
export function gapConstant(k: number, gaps: ArrayLike<number>): number {
  let logs = 0;
  for (let i = 0; i < gaps.length; i += 1) logs += Math.log(gaps[i] as number);
  let factorial = 0;
  for (let j = 2; j < k; j += 1) factorial += Math.log(j);
  return (k - 1) * logs - gaps.length * factorial;
}

/** How regularly customers buy, with the BG/CNBD-k fit that told it (without intervals) and ln L by k, gaps included. */
type LikeliestRegularity = {
  readonly k: number;
  readonly fit: PurchaseFit;
  readonly logLikelihoods: readonly number[];
};

/**
 * The k, 1 to 4, under which BG/CNBD-k makes histories and gaps likeliest; larger ones are tried while that rises. `gaps` are the times between purchases, of all
 * customers, in the unit of the histories, each above 0. Refuses what BG/NBD refuses.
 */
export function likeliestRegularity(input: {
  readonly histories: PurchaseHistories;
  readonly gaps: ArrayLike<number>;
}): LikeliestRegularity | Refusal {
  const { histories, gaps } = input;
  const first = fitPurchaseModel({ model: 'bg-nbd', histories, intervals: 'none' });
  if (isRefusal(first)) return first;
  let best: LikeliestRegularity = { k: 1, fit: first, logLikelihoods: [first.logLikelihood] };
  const logLikelihoods = [first.logLikelihood];
  for (let k = 2; k <= byRegularity.length; k += 1) {
    // Never from where the last ended: buyers at random hardly seem to leave where regular ones do, and that edge is hard to climb from.
    const fit = fitPurchaseModel({ model: byRegularity[k - 1] ?? 'bg-nbd', histories, intervals: 'none' });
    if (isRefusal(fit)) break;
    const logLikelihood = fit.logLikelihood + gapConstant(k, gaps);
    logLikelihoods.push(logLikelihood);
    if (logLikelihood <= (best.logLikelihoods[best.k - 1] ?? 0)) break;
    best = { k, fit, logLikelihoods };
  }
  return { ...best, logLikelihoods };
}

/** The model of a family for buyers of regularity k. */
export function regularModel(family: 'bg' | 'mbg', k: number): Exclude<PurchaseModelName, 'pareto-nbd'> {
  const plain = byRegularity[k - 1] ?? 'bg-nbd';
  if (family === 'bg') return plain;
  return plain === 'bg-nbd' ? 'mbg-nbd' : (`m${plain}` as const);
}
