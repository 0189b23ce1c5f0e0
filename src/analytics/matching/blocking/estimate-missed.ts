/**
 * How many matches share no block at all, told from how many keys bring the others together: Chao's lower bound (1987), from the matches met by
 * exactly one key and by exactly two, in the bias-corrected form f₁(f₁ − 1) ÷ 2(f₂ + 1). Keys are not independent, so it is what is missed at least,
 * not at most. `metBy[k]` is the matches met by k keys.
 */
export function estimateMissed(metBy: readonly number[]): number {
  const [once, twice] = [metBy[1] ?? 0, metBy[2] ?? 0];
  return (once * Math.max(0, once - 1)) / (2 * (twice + 1));
}
