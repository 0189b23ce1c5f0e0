import { type AliveCustomer, betaMean } from './beta-dropout-forecast.ts';
import { integrate, LEGENDRE_SHORT } from './gauss-legendre.ts';
import type { Horizon } from './purchase-model.ts';

/** Each purchase takes k hidden events; `phase` of those of the next one have passed. */
export type Regular = { readonly k: number; readonly phase: number };

/** From this share of the time axis the series needs hundreds of terms, and quadrature is quicker. */
const SERIES_UNTIL = 0.9;

/**
 * Purchases expected in the next `ahead` of time, of a customer alive now who has hidden events at a gamma rate and buys at each k-th (Reutterer, Platzer &
 * Schröder 2021 only approximate it). It is Σᵢ E[qⁱ⁻¹] · P(N ≥ ik − phase): N, hidden events from now on, is negative binomial,
 * with `phase` events already seen of rate (shape + phase)/exposure; qⁱ⁻¹ is having stayed after i − 1 purchases. Terms are positive, so all digits hold.
 */
export function erlangPurchases(customer: AliveCustomer, { k, phase }: Regular, ahead: number): number {
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
  let [stayed, bought, sum] = [1, 0, 0];
  const most = (shape * reached) / (1 - reached);
  for (let n = 0; n < 100_000; n += 1) {
    atLeast = Math.max(0, atLeast - exactly);
    exactly *= (reached * (shape + n)) / (n + 1);
    if ((n + 1 + phase) % k !== 0) continue;
    sum += stayed * atLeast;
    if (n > most && atLeast < 1e-15 * sum * (1 - reached)) break;
    stayed *= (b + bought) / (a + b + bought);
    bought += 1;
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
 * The same, each purchase discounted to now: e^(−δH)·E[X(H)] + δ ∫₀ᴴ e^(−δt) E[X(t)] dt. Eight points do over a horizon short next to what has been
 * observed, where the integral is a small part; else panels in ln(1 + t/exposure).
 */
export function erlangDiscounted(
  customer: AliveCustomer,
  regular: Regular,
  { ahead, rate }: Horizon,
): number {
  if (rate === 0) return erlangPurchases(customer, regular, ahead);
  const { exposure } = customer;
  const end = Math.min(ahead, 40 / rate);
  const worth = (time: number) => Math.exp(-rate * time) * erlangPurchases(customer, regular, time);
  let sum = 0;
  if (end <= exposure) {
    const { nodes, weights } = LEGENDRE_SHORT;
    for (const [i, node] of nodes.entries()) sum += (weights[i] as number) * worth((end / 2) * (1 + node));
    return worth(end) + (rate * sum * end) / 2;
  }
  sum = integrate((u) => Math.exp(u) * worth(exposure * Math.expm1(u)), Math.log1p(end / exposure), 1);
  return worth(end) + rate * exposure * sum;
}
