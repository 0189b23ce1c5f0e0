import { risingSums, mostRepeats } from './geometric-dropout.ts';
import { integrate } from './gauss-legendre.ts';
import { leftBefore, newDeparture } from './pareto-departure.ts';
import { type HistoryCells, type Horizon, meanRate, type PurchaseModel } from './purchase-model.ts';

/**
 * Pareto/NBD: Poisson buying at a rate that is gamma(r, α) over customers, who leave after an exponential time whose rate is
 * gamma(s, β). Schmittlein, Morrison & Colombo 1987; forecasts in Fader & Hardie 2005 (note on the derivation),
 * discounted in Fader, Hardie & Lee 2005 (RFM and CLV), eq. 6.
 * The likelihood is kept as its integral over the time of leaving, which is positive and finite where differences of ₂F₁ overflow:
 *   L = Γ(r+x)/Γ(r) αʳ { (α+T)^−(r+x) (β/(β+T))ˢ + ∫_{t_x}^T s βˢ (β+τ)^−(s+1) (α+τ)^−(r+x) dτ }.
 */
export const paretoNbd: PurchaseModel = {
  names: ['r', 'alpha', 's', 'beta'],
  regularity: 1,
  starts: (cells) => {
    const rate = meanRate(cells);
    return [
      Float64Array.of(0.5, 0.5 / (2 * rate), 0.6, 0.5 / (2 * rate)),
      Float64Array.of(1, 1 / rate, 1, 10 / rate),
      Float64Array.of(2, 2 / rate, 0.3, 1 / rate),
    ];
  },
  moved: [
    { label: 'rate', parameter: 1, direction: -1 },
    { label: 'leaving', parameter: 3, direction: -1 },
  ],
  logLikelihood: addCells,
  alive: ([r = 0, alpha = 0, s = 0, beta = 0], { repeats, lastAt, observedFor }) => {
    const departure = newDeparture();
    leftBefore({ shape: r + repeats, alpha, s, beta, lastAt, observedFor }, departure);
    return 1 / (1 + departure.odds);
  },
  purchasesWhileAlive: ([r = 0, alpha = 0, s = 0, beta = 0], { repeats, observedFor }, ahead) => {
    const staying = beta + observedFor;
    const longer = Math.log1p(ahead / staying);
    return ((r + repeats) / (alpha + observedFor)) * staying * expRatio(1 - s, longer);
  },
  discountedWhileAlive: ([r = 0, alpha = 0, s = 0, beta = 0], { repeats, observedFor }, horizon) =>
    ((r + repeats) / (alpha + observedFor)) * discountedStay(s, beta + observedFor, horizon),
};

/** (e^(k·u) − 1) / k, and u at k = 0. */
const expRatio = (k: number, u: number) => (Math.abs(k * u) < 1e-300 ? u : Math.expm1(k * u) / k);

/** ∫₀^ahead e^(−δt) (B/(B+t))ˢ dt: time a customer alive now is still to stay, discounted; Tricomi's Ψ without its limits. */
function discountedStay(s: number, staying: number, { ahead, rate }: Horizon): number {
  if (rate === 0) return staying * expRatio(1 - s, Math.log1p(ahead / staying));
  const last = Math.log1p(Math.min(ahead, 40 / rate) / staying);
  return (
    staying *
    integrate((u) => Math.exp((1 - s) * u - rate * staying * Math.expm1(u)), last, Math.min(1, 12 / s))
  );
}

function addCells(
  { repeats, lastAt, observedFor, count }: HistoryCells,
  from: number,
  to: number,
  parameters: Float64Array,
  slope: Float64Array,
): number {
  const [r = 0, alpha = 0, s = 0, beta = 0] = parameters;
  const rising = risingSums(r, mostRepeats(repeats, from, to));
  const departure = newDeparture();
  let [total, byR, byAlpha, byS, byBeta] = [0, 0, 0, 0, 0];
  for (let i = from; i < to; i += 1) {
    const x = repeats[i] as number;
    const time = observedFor[i] as number;
    const weight = count[i] as number;
    const shape = r + x;
    leftBefore({ shape, alpha, s, beta, lastAt: lastAt[i] as number, observedFor: time }, departure);
    const left = departure.odds === Infinity ? 1 : departure.odds / (1 + departure.odds);
    const logAlpha = Math.log1p(time / alpha);
    const logBeta = Math.log1p(time / beta);
    const value =
      (rising.logs[x] as number) -
      r * logAlpha -
      x * Math.log(alpha + time) -
      s * logBeta +
      departure.logOnePlusOdds;
    // The slope of ln L is that of staying, weighted by P(stayed), and that of the integral, weighted by P(left).
    const stayed = 1 - left;
    total += weight * value;
    byR +=
      weight *
      ((rising.inverses[x] as number) -
        stayed * logAlpha -
        left * (departure.meanLogAlpha - Math.log(alpha)));
    byAlpha += weight * (r / alpha - shape * (stayed / (alpha + time) + left * departure.meanPerAlpha));
    byS += weight * (-stayed * logBeta + left * (1 / s - departure.meanLogBeta + Math.log(beta)));
    byBeta +=
      weight *
      ((stayed * s * time) / (beta * (beta + time)) + left * (s / beta - (s + 1) * departure.meanPerBeta));
  }
  slope[0] = (slope[0] as number) + byR * r;
  slope[1] = (slope[1] as number) + byAlpha * alpha;
  slope[2] = (slope[2] as number) + byS * s;
  slope[3] = (slope[3] as number) + byBeta * beta;
  return total;
}
