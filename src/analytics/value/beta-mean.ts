/** Mean of g(p) for p ~ beta(a, b). `reach` bounds how fast g changes near p = 0 (g is flat for p ≪ 1/reach). */
export function betaMean(a: number, b: number, reach: number, g: (p: number) => number): number {
  const { at, weight } = betaPoints(a, b, reach);
  let sum = 0;
  for (let k = 0; k < at.length; k += 1) sum += (weight[k] as number) * g(at[k] as number);
  return sum;
}

/** Past logit ±26 a probability is flat to 1e−11. */
const FLAT = 26;

/**
 * Points and weights of a beta mean, good to about 1e−10: the trapezoid rule in u = logit p, whose error is the density's Fourier
 * transform |Γ(a+iy)Γ(b−iy)| / Γ(a)Γ(b) at y = 2π/step (Trefethen & Weideman 2014): e^(−πy/2) for small a, e^(−y²/2m) for
 * large, m = ab/(a+b). Beyond the first and last point g is flat and the rest of the density a geometric series, folded into their
 * weights. Weights are normalised to 1. `reach` as of `betaMean`.
 */
export function betaPoints(
  a: number,
  b: number,
  reach: number,
): { readonly at: Float64Array; readonly weight: Float64Array } {
  const m = (a * b) / (a + b);
  const step = (2 * Math.PI) / (18 + 8 * Math.sqrt(m));
  const centre = Math.log(a / b);
  const left = Math.max(-FLAT - Math.log1p(reach), centre - 12 / Math.sqrt(m) - 45 / a);
  const right = Math.min(FLAT, centre + 12 / Math.sqrt(m) + 45 / b);
  const [first, last] = [Math.floor(left / step), Math.ceil(right / step)];
  const at: number[] = [];
  const weight: number[] = [];
  const peak = a * Math.log(a / (a + b)) + b * Math.log(b / (a + b));
  let total = 0;
  for (let k = first; k <= last; k += 1) {
    const u = k * step;
    const log =
      u < 0 ? a * u - (a + b) * Math.log1p(Math.exp(u)) : -b * u - (a + b) * Math.log1p(Math.exp(-u));
    let w = Math.exp(log - peak);
    if (k === first) w /= -Math.expm1(-a * step);
    if (k === last) w /= -Math.expm1(-b * step);
    if (w < 1e-18) continue;
    at.push(1 / (1 + Math.exp(-u)));
    weight.push(w);
    total += w;
  }
  return { at: Float64Array.from(at), weight: Float64Array.from(weight, (w) => w / total) };
}
