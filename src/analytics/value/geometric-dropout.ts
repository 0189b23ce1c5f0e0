import { meanRate, type HistoryCells, type PurchaseModel } from './purchase-model.ts';
import { betaDiscounted, betaPurchases } from './beta-dropout-forecast.ts';

/**
 * BG/NBD: Poisson buying at a rate that is gamma(r, α) over customers; after each repeat purchase a customer leaves with a
 * probability that is beta(a, b) over customers. Fader, Hardie & Lee 2005, "Counting your customers" the easy way, eq. 6.
 */
export const bgNbd: PurchaseModel = geometricDropout(0);

/** MBG/NBD: the same, but a customer may leave after the first purchase too. Batislam, Denizel & Filiztekin 2007; Hoppe & Wagner 2007. */
export const mbgNbd: PurchaseModel = geometricDropout(1);

/**
 * Both, with `chances` = how many more chances to leave than repeats (0 or 1). With n = x + chances, a customer
 * survived n draws, or n − 1 and left at the last purchase:
 *   L = Γ(r+x)/Γ(r) · αʳ · B(a, b+n)/B(a, b) · [ (α+T)^−(r+x) + a/(b+n−1) · (α+t_x)^−(r+x) if n > 0 ].
 * x is a whole number, so every ratio of gammas is a sum of logarithms, tabulated once for all customers.
 */
function geometricDropout(chances: 0 | 1): PurchaseModel {
  return {
    names: ['r', 'alpha', 'a', 'b'],
    starts: (cells) => {
      const rate = meanRate(cells);
      return [
        Float64Array.of(0.5, 0.5 / (2 * rate), 1, 2),
        Float64Array.of(1, 1 / rate, 0.3, 3),
        Float64Array.of(3, 3 / rate, 0.1, 10),
      ];
    },
    moved: [
      { label: 'rate', parameter: 1, direction: -1 },
      { label: 'a', parameter: 2, direction: 1 },
      { label: 'b', parameter: 3, direction: 1 },
    ],
    logLikelihood: (cells, from, to, parameters, slope) =>
      addCells(cells, from, to, parameters, slope, chances),
    alive: ([r = 0, alpha = 0, a = 0, b = 0], { repeats, lastAt, observedFor }) => {
      const n = repeats + chances;
      if (n === 0) return 1;
      const longer = Math.log1p((observedFor - lastAt) / (alpha + lastAt));
      return 1 / (1 + Math.exp(Math.log(a / (b + n - 1)) + (r + repeats) * longer));
    },
    purchasesWhileAlive: ([r = 0, alpha = 0, a = 0, b = 0], { repeats, observedFor }, ahead) =>
      betaPurchases(
        { shape: r + repeats, exposure: alpha + observedFor, a, b: b + repeats + chances },
        ahead,
      ),
    discountedWhileAlive: ([r = 0, alpha = 0, a = 0, b = 0], { repeats, observedFor }, horizon) =>
      betaDiscounted(
        { shape: r + repeats, exposure: alpha + observedFor, a, b: b + repeats + chances },
        horizon,
      ),
  };
}

function addCells(
  { repeats, lastAt, observedFor, count }: HistoryCells,
  from: number,
  to: number,
  parameters: Float64Array,
  slope: Float64Array,
  chances: number,
): number {
  const [r = 0, alpha = 0, a = 0, b = 0] = parameters;
  const most = mostRepeats(repeats, from, to);
  const rising = risingSums(r, most);
  const survived = risingSums(b, most + chances);
  const drawn = risingSums(a + b, most + chances);
  let [total, byR, byAlpha, byA, byB] = [0, 0, 0, 0, 0];
  for (let i = from; i < to; i += 1) {
    const x = repeats[i] as number;
    const time = observedFor[i] as number;
    const weight = count[i] as number;
    const n = x + chances;
    const shape = r + x;
    const logEnd = Math.log(alpha + time);
    const perEnd = 1 / (alpha + time);
    let value =
      (rising.logs[x] as number) +
      (survived.logs[n] as number) -
      (drawn.logs[n] as number) -
      r * Math.log1p(time / alpha) -
      x * logEnd;
    let dR = (rising.inverses[x] as number) - Math.log1p(time / alpha);
    let dAlpha = r / alpha - shape * perEnd;
    let dA = -(drawn.inverses[n] as number);
    let dB = (survived.inverses[n] as number) + dA;
    if (n > 0) {
      const last = alpha + (lastAt[i] as number);
      const longer = logEnd - Math.log(last);
      const odds = Math.exp(Math.log(a / (b + n - 1)) + shape * longer);
      const left = odds === Infinity ? 1 : odds / (1 + odds);
      value += odds === Infinity ? Math.log(a / (b + n - 1)) + shape * longer : Math.log1p(odds);
      dR += left * longer;
      dAlpha += left * shape * (perEnd - 1 / last);
      dA += left / a;
      dB -= left / (b + n - 1);
    }
    total += weight * value;
    byR += weight * dR;
    byAlpha += weight * dAlpha;
    byA += weight * dA;
    byB += weight * dB;
  }
  slope[0] = (slope[0] as number) + byR * r;
  slope[1] = (slope[1] as number) + byAlpha * alpha;
  slope[2] = (slope[2] as number) + byA * a;
  slope[3] = (slope[3] as number) + byB * b;
  return total;
}

/** Largest x among cells from…to. */
export function mostRepeats(repeats: Float64Array, from: number, to: number): number {
  let most = 0;
  for (let i = from; i < to; i += 1) most = Math.max(most, repeats[i] as number);
  return most;
}

/** ln Γ(c+k)/Γ(c) = Σ_{i<k} ln(c+i) and its slope Σ_{i<k} 1/(c+i), for k = 0 … most. */
export function risingSums(
  c: number,
  most: number,
): { readonly logs: Float64Array; readonly inverses: Float64Array } {
  const logs = new Float64Array(most + 1);
  const inverses = new Float64Array(most + 1);
  for (let k = 1; k <= most; k += 1) {
    logs[k] = (logs[k - 1] as number) + Math.log(c + k - 1);
    inverses[k] = (inverses[k - 1] as number) + 1 / (c + k - 1);
  }
  return { logs, inverses };
}
