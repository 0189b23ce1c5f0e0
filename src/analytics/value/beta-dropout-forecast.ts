import { integrate } from './gauss-legendre.ts';
import type { Horizon } from './purchase-model.ts';

/** What is known of a customer who is alive: rate ~ gamma(shape, exposure), chance to leave at each purchase ~ beta(a, b). */
export type AliveCustomer = {
  readonly shape: number;
  readonly exposure: number;
  readonly a: number;
  readonly b: number;
};

/** From this share of the time axis the series needs over 350 terms, and quadrature is quicker. */
const SERIES_UNTIL = 0.9;

/**
 * Purchases expected in the next `ahead` of time, of a customer alive now.
 * Fader, Hardie & Lee 2005 eq. 10 writes it (a+b−1)/(a−1) · [1 − … ₂F₁ …], which fails at a = 1 and cancels near it. The same
 * number is Σₖ E[qᵏ] · P(N > k): N, purchases if one never left, is negative binomial; qᵏ is having stayed after k of them.
 * Every term is positive, so all digits hold. Limit at most shape · ahead / exposure.
 */
export function betaPurchases(customer: AliveCustomer, ahead: number): number {
  if (!(ahead > 0)) return 0;
  const reached = ahead / (customer.exposure + ahead);
  return reached <= SERIES_UNTIL ? bySeries(customer, reached) : byQuadrature(customer, ahead);
}

function bySeries({ shape, a, b }: AliveCustomer, reached: number): number {
  // P(N = k) rises before it falls: its logarithm starts where (1 − w)^shape could underflow.
  const logNone = shape * Math.log1p(-reached);
  if (logNone < -700) return byQuadrature({ shape, exposure: 1, a, b }, reached / (1 - reached));
  let exactly = Math.exp(logNone);
  let more = -Math.expm1(logNone);
  let stayed = 1;
  let sum = 0;
  const most = (shape * reached) / (1 - reached);
  for (let k = 0; k < 100_000; k += 1) {
    sum += stayed * more;
    if (k > most && exactly < 1e-16 * sum * (1 - reached) ** 2) break;
    exactly *= (reached * (shape + k)) / (k + 1);
    more = Math.max(0, more - exactly);
    stayed *= (b + k) / (a + b + k);
  }
  return sum;
}

function byQuadrature({ shape, exposure, a, b }: AliveCustomer, ahead: number): number {
  const stretch = ahead / exposure;
  // (1 − (1 + p·t/A)^−R) / p, bounded by R·t/A as p falls to 0.
  return betaMean(a, b, shape * stretch, (p) => -Math.expm1(-shape * Math.log1p(p * stretch)) / p);
}

/**
 * Purchases expected within the horizon, each discounted to now, of a customer alive now:
 * ∫ e^(−δt) · E[λ e^(−λpt)] dt, the mean over rate λ and chance p in closed form for λ, by quadrature for p.
 */
export function betaDiscounted(customer: AliveCustomer, { ahead, rate }: Horizon): number {
  if (rate === 0) return betaPurchases(customer, ahead);
  const { shape, exposure, a, b } = customer;
  const points = betaPoints(a, b, Math.max(1, shape) * (1 + Math.min(ahead, 40 / rate) / exposure));
  const rateAt = (stretch: number) => {
    let sum = 0;
    for (let k = 0; k < points.at.length; k += 1) {
      sum +=
        (points.weight[k] as number) *
        Math.exp(-(shape + 1) * Math.log1p((points.at[k] as number) * stretch));
    }
    return sum;
  };
  // u = ln(1 + c·t/A), c so large that even a certain leaver's rate falls no faster than e^(−e^u).
  const scale = shape + 1;
  const last = Math.log1p((scale * Math.min(ahead, 40 / rate)) / exposure);
  const discounted = (u: number) => {
    const stretch = Math.expm1(u) / scale;
    return Math.exp(u - rate * exposure * stretch) * rateAt(stretch);
  };
  return (shape / scale) * integrate(discounted, last, 1.5);
}

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
 * weights. Weights are normalised to 1.
 */
function betaPoints(
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
