const SERIES_FROM = 8;
const SERIES = [1 / 12, -1 / 120, 1 / 252, -1 / 240, 1 / 132, -691 / 32760, 1 / 12];

/**
 * ψ(x) = d ln Γ(x)/dx for x > 0: the slope of every likelihood with a gamma function in it.
 * Asymptotic series from 8 upwards, reached by ψ(x+1) = ψ(x) + 1/x (Abramowitz & Stegun 1964, 6.3.5 and 6.3.18).
 * Error below 1e-14 of max(1, |ψ|). Throws RangeError unless x > 0 and finite.
 */
export function digamma(x: number): number {
  if (!(x > 0) || x === Infinity) throw new RangeError(`digamma needs a finite x > 0, got ${x}`);
  let below = 0;
  let shifted = x;
  while (shifted < SERIES_FROM) {
    below += 1 / shifted;
    shifted += 1;
  }
  const perSquare = 1 / (shifted * shifted);
  let sum = 0;
  for (let term = SERIES.length - 1; term >= 0; term -= 1) sum = (sum + (SERIES[term] ?? 0)) * perSquare;
  return Math.log(shifted) - 0.5 / shifted - sum - below;
}
