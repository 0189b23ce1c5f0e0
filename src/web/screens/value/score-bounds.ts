/** The numbers a score stands for, both ends included; null is open. */
export type ScoreBounds = {
  readonly score: number;
  readonly from: number | null;
  readonly to: number | null;
};

const isPossible = (one: ScoreBounds) => one.from === null || one.to === null || one.from <= one.to;

/**
 * What each score of a whole number stands for, by the four cuts it must exceed. Where many customers have the same number two cuts
 * are equal and the score between them can fall to nobody: it is left out.
 */
export function boundsAbove(moreThan: readonly number[]): ScoreBounds[] {
  const ends = [null, ...moreThan, null];
  return ends
    .slice(1)
    .map((to, i) => {
      const below = ends[i] ?? null;
      return { score: i + 1, from: below === null ? null : below + 1, to };
    })
    .filter(isPossible);
}

/** The same for a number that is better when smaller, such as days since the last purchase: each cut is one not to exceed. */
export function boundsBelow(atMost: readonly number[]): ScoreBounds[] {
  const ends = [null, ...atMost, null];
  return ends
    .slice(1)
    .map((next, i) => ({ score: i + 1, from: next === null ? null : next + 1, to: ends[i] ?? null }))
    .filter(isPossible);
}
