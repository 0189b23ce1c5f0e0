import { betaMean, betaPoints } from './beta-mean.ts';
import { gammaPoints } from './gamma-points.ts';
import { integrate, LEGENDRE, LEGENDRE_FEW, LEGENDRE_SHORT } from './gauss-legendre.ts';
import type { Horizon } from './purchase-model.ts';

/** What is known of a customer who is alive: rate of events ~ gamma(shape, exposure), chance to leave at each purchase ~ beta(a, b). */
type AliveCustomer = {
  readonly shape: number;
  readonly exposure: number;
  readonly a: number;
  readonly b: number;
};

/** Each purchase takes k hidden events; `phase` of those of the next one have passed. */
type Regular = { readonly k: number; readonly phase: number };

/** From this share of the time axis the series needs a thousand terms, and quadrature is quicker. */
const SERIES_UNTIL = 0.97;
/** From this many times 1/rate on, what a horizon cuts off is worth less than e^−40. */
const ENDLESS = 40;
/** A term of so little of the sum ends it. */
const ENOUGH = 1e-13;

/**
 * Purchases expected in the next `ahead` of time, of a customer alive now who has hidden events at a gamma rate and buys at each k-th (Reutterer, Platzer &
 * Schröder 2021 only approximate it; of k = 1, Fader, Hardie & Lee 2005, eq. 10, fails at a = 1 and cancels near it). It is Σᵢ E[qⁱ⁻¹] · P(N ≥ ik − phase): N, hidden events from now on, is negative binomial,
 * with `phase` events already seen of rate (shape + phase)/exposure; qⁱ⁻¹ is having stayed after i − 1 purchases. Terms are positive, so all digits hold.
 */
export function purchasesAhead(customer: AliveCustomer, { k, phase }: Regular, ahead: number): number {
  if (!(ahead > 0)) return 0;
  const { exposure, a, b } = customer;
  const shape = customer.shape + phase;
  const reached = ahead / (exposure + ahead);
  const logNone = shape * Math.log1p(-reached);
  if (reached > SERIES_UNTIL || logNone < -700) {
    const stretch = ahead / exposure;
    return betaMean(a, b, shape * stretch, (p) => goneByNow({ p, shape, stretch }, { k, phase }) / p);
  }
  let exactly = Math.exp(logNone);
  let atLeast = 1;
  let [stayed, sum] = [1, 0];
  const most = (shape * reached) / (1 - reached);
  for (let n = 0, due = k - phase, bought = 0; n < 100_000; bought += 1, due += k) {
    for (; n < due; n += 1) {
      atLeast = n === 0 ? -Math.expm1(logNone) : atLeast - exactly;
      exactly *= (reached * (shape + n)) / (n + 1);
    }
    sum += stayed * Math.max(0, atLeast);
    if (n > most && atLeast < ENOUGH * sum * (1 - reached)) break;
    stayed *= (b + bought) / (a + b + bought);
  }
  return sum;
}

/**
 * 1 − E[q^⌊(N+phase)/k⌋], the chance to have left within the stretch, for a chance p = 1 − q to leave at each purchase. Any f(m) = q^⌊m/k⌋ is Σₗ cₗ zₗᵐ
 * over the k roots zₗ = q^(1/k) e^(2πil/k) of q, and E[zᴺ] = (1 + stretch·(1 − z))^−shape.
 */
function goneByNow(
  { p, shape, stretch }: { p: number; shape: number; stretch: number },
  { k, phase }: Regular,
): number {
  const log = Math.log1p(-p) / k;
  const root = Math.exp(log);
  let mean = 0;
  for (let m = 1; m < k; m += 1) mean += Math.expm1(-m * log) / k;
  let gone = -Math.expm1(Math.log1p(mean) + phase * log - shape * Math.log1p(-stretch * Math.expm1(log)));
  for (let l = 1; l < k; l += 1) {
    const angle = (2 * Math.PI * l) / k;
    let [re, im] = [0, 0];
    for (let m = 1; m < k; m += 1) {
      re += (Math.expm1(-m * log) * Math.cos(angle * m)) / k;
      im -= (Math.expm1(-m * log) * Math.sin(angle * m)) / k;
    }
    const [across, up] = [1 + stretch * (1 - root * Math.cos(angle)), -stretch * root * Math.sin(angle)];
    const size = Math.hypot(re, im) * Math.exp(phase * log - shape * Math.log(Math.hypot(across, up)));
    gone -= size * Math.cos(Math.atan2(im, re) + phase * angle - shape * Math.atan2(up, across));
  }
  return gone;
}

/**
 * The same, each purchase discounted to now: e^(−δH)·E[X(H)] + δ ∫₀ᴴ e^(−δt) E[X(t)] dt. What is expected is analytic but at −exposure, so few points do
 * over a horizon short next to what has been observed, of an integral that is a small part while δH is; else panels in ln(1 + t/exposure).
 */
export function discountedAhead(customer: AliveCustomer, regular: Regular, { ahead, rate }: Horizon): number {
  if (rate === 0) return purchasesAhead(customer, regular, ahead);
  if (ahead * rate >= ENDLESS) return discountedForever(customer, regular, rate);
  const { exposure } = customer;
  const end = ahead;
  const worth = (time: number) => Math.exp(-rate * time) * purchasesAhead(customer, regular, time);
  if (rate * end > 1 || end > 10 * exposure) {
    const later = (u: number) => Math.exp(u) * worth(exposure * Math.expm1(u));
    return worth(end) + rate * exposure * integrate(later, Math.log1p(end / exposure), 2);
  }
  const { nodes, weights } = end > 4 * exposure ? LEGENDRE : end > exposure ? LEGENDRE_SHORT : LEGENDRE_FEW;
  let sum = 0;
  for (let i = 0; i < nodes.length; i += 1)
    sum += (weights[i] as number) * worth((end / 2) * (1 + (nodes[i] as number)));
  return worth(end) + (rate * sum * end) / 2;
}

/**
 * Purchases of all time, each discounted to now. A customer of rate λ has the i-th purchase at event ik − phase, worth ρ^(ik−phase) now, ρ = λ/(λ+δ), and makes
 * it with probability qⁱ⁻¹: together ρ^(k−phase) / (1 − qρᵏ), for k = 1 λ/(δ + pλ). Its mean over both is two sums over points, with neither series nor
 * incomplete gamma functions. (DERT, as Fader, Hardie & Lee 2005 call it of Pareto/NBD.)
 */
function discountedForever(
  { shape, exposure, a, b }: AliveCustomer,
  { k, phase }: Regular,
  rate: number,
): number {
  const rates = gammaPoints(shape + phase, exposure);
  const most = rates.at.reduce((largest, one) => Math.max(largest, one), 0) / rate;
  const leaving = betaPoints(a, b, most);
  let sum = 0;
  for (let i = 0; i < rates.at.length; i += 1) {
    const later = Math.log1p(rate / (rates.at[i] as number));
    const [missed, next] = [-Math.expm1(-k * later), Math.exp(-k * later)];
    let worth = 0;
    for (let j = 0; j < leaving.at.length; j += 1)
      worth += (leaving.weight[j] as number) / (missed + (leaving.at[j] as number) * next);
    sum += (rates.weight[i] as number) * worth * Math.exp((phase - k) * later);
  }
  return sum;
}
