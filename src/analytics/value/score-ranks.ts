import { quantiles } from '#analytics/statistics';
import { type Refusal, refuse } from './refusal.ts';

/** How a column becomes scores 1 … n: by equal shares of customers, or by bounds one sets (a score more at each bound reached). */
export type ScoreRule =
  | { readonly by: 'quantiles'; readonly scores: number; readonly best: 'high' | 'low' }
  | { readonly by: 'bounds'; readonly bounds: readonly number[]; readonly best: 'high' | 'low' };

/**
 * Scores 1 (worst) to n (best) of a column, as in RFM and FRAT. Equal values always get the same score, so that quantile scores hold shares that are
 * only about equal where many tie (most customers bought once). `best: 'low'` is for recency in days.
 */
export function scoreRanks(values: Float64Array, rule: ScoreRule): Uint8Array | Refusal {
  const wrong = values.findIndex((value) => !Number.isFinite(value));
  if (wrong >= 0) {
    return refuse('not-a-number', `Customer ${wrong + 1} of the list has no number to score.`, {
      index: wrong,
    });
  }
  if (values.length === 0) return refuse('too-few-customers', 'There is no customer to score.');
  const bounds = boundsOf(values, rule);
  if ('refused' in bounds) return bounds;
  const most = bounds.length + 1;
  // A bound one sets is reached by its own value; a quantile is not, or the many who tie at the bottom would all climb.
  const orEqual = rule.by === 'bounds' && rule.best === 'high';
  return Uint8Array.from(values, (value) => {
    let reached = 1;
    for (const bound of bounds) reached += value > bound || (orEqual && value === bound) ? 1 : 0;
    return rule.best === 'high' ? reached : most + 1 - reached;
  });
}

function boundsOf(values: Float64Array, rule: ScoreRule): readonly number[] | Refusal {
  if (rule.by === 'bounds') {
    const rising = rule.bounds.every(
      (bound, i) => Number.isFinite(bound) && bound > (rule.bounds[i - 1] ?? -Infinity),
    );
    if (rising && rule.bounds.length > 0 && rule.bounds.length < 100) return rule.bounds;
    return refuse('impossible-choice', 'Bounds of scores rise, between 1 and 99 of them.', {
      bounds: rule.bounds,
    });
  }
  const { scores } = rule;
  if (!Number.isInteger(scores) || scores < 2 || scores > 100) {
    return refuse('impossible-choice', `Give between 2 and 100 scores, got ${scores}.`, { scores });
  }
  return [
    ...quantiles(
      values,
      Float64Array.from({ length: scores - 1 }, (_, k) => (k + 1) / scores),
    ),
  ];
}
