import { logGamma } from '#analytics/statistics';

/** Weights of less add nothing. */
const NOTHING = 1e-18;

/**
 * Points and weights of a mean over λ ~ gamma(shape, rate), good to about 1e−12 of functions that vanish at 0 as fast as λ or faster: the trapezoid rule in
 * u = ln(rate · λ), whose error is |Γ(shape + iy)| / Γ(shape) at y = 2π/step (Trefethen & Weideman 2014), as in `betaPoints`. About 50 points of a large
 * shape, 150 of a small one.
 */
export function gammaPoints(
  shape: number,
  rate: number,
): { readonly at: Float64Array; readonly weight: Float64Array } {
  const m = shape + 1;
  const step = (2 * Math.PI) / (18 + 8 * Math.sqrt(m));
  const [centre, spread] = [Math.log(m), 12 / Math.sqrt(m)];
  const constant = Math.log(step) - logGamma(shape);
  const at: number[] = [];
  const weight: number[] = [];
  for (let k = Math.floor((centre - spread - 45 / m) / step); k * step <= centre + spread; k += 1) {
    const u = k * step;
    const scaled = Math.exp(u);
    const w = Math.exp(shape * u - scaled + constant);
    if (w * Math.min(1, scaled) < NOTHING * Math.min(1, shape)) continue;
    at.push(scaled / rate);
    weight.push(w);
  }
  return { at: Float64Array.from(at), weight: Float64Array.from(weight) };
}
