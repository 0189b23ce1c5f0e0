import { discountedAhead, purchasesAhead } from './dropout-forecast.ts';
import { type HistoryCells, type History, meanRate, type PurchaseModel } from './purchase-model.ts';

/**
 * BG/NBD: Poisson buying at a rate that is gamma(r, α) over customers; after each repeat purchase a customer leaves with a
 * probability that is beta(a, b) over customers. Fader, Hardie & Lee 2005, "Counting your customers" the easy way, eq. 6.
 */
export const bgNbd: PurchaseModel = geometricDropout(0, 1);

/** MBG/NBD: the same, but a customer may leave after the first purchase too. Batislam, Denizel & Filiztekin 2007; Hoppe & Wagner 2007. */
export const mbgNbd: PurchaseModel = geometricDropout(1, 1);

/**
 * BG/CNBD-k and, with `mayLeaveAtOnce`, MBG/CNBD-k: buyers more regular than at random, each purchase every k-th event of a hidden Poisson process, so that
 * gaps are Erlang-k and one purchase is seldom close upon another. Reutterer, Platzer & Schröder 2021, IJRM 38(1).
 */
export const regularDropout = (k: number, { mayLeaveAtOnce = false } = {}): PurchaseModel =>
  geometricDropout(mayLeaveAtOnce ? 1 : 0, k);

/**
 * All of them, with `chances` = how many more chances to leave than repeats (0 or 1) and k hidden events to a purchase. With n = x + chances
 * and s = r + kx, a customer survived n draws, or n − 1 and left at the last purchase:
 *   L = Γ(s)/Γ(r) · αʳ · B(a, b+n)/B(a, b) · [ (α+T)^−s · S + a/(b+n−1) · (α+t_x)^−s if n > 0 ],
 *   S = Σ_{j<k} Γ(s+j)/Γ(s)/j! · ((T−t_x)/(α+T))ʲ: fewer than k hidden events since the last purchase; 1 for k = 1.
 * Left out is what no parameter changes: the gaps themselves (`gapConstant`).
 * x is a whole number, so every ratio of gammas is a sum of logarithms, tabulated once for all customers.
 */
function geometricDropout(chances: 0 | 1, k: number): PurchaseModel {
  const aliveOf = ([r = 0, alpha = 0, a = 0, b = 0]: Float64Array, { repeats, observedFor }: History) => ({
    ...{ shape: r + k * repeats, exposure: alpha + observedFor, a, b: b + repeats + chances },
  });
  const waited = ([, alpha = 0]: Float64Array, { lastAt, observedFor }: History) =>
    (observedFor - lastAt) / (alpha + observedFor);
  return {
    names: ['r', 'alpha', 'a', 'b'],
    regularity: k,
    starts: (cells) => {
      const rate = meanRate(cells) * k;
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
      addCells(cells, from, to, parameters, slope, { chances, k }),
    alive: (parameters, history) => {
      const [r = 0, alpha = 0, a = 0, b = 0] = parameters;
      const n = history.repeats + chances;
      if (n === 0) return 1;
      const longer = Math.log1p((history.observedFor - history.lastAt) / (alpha + history.lastAt));
      const shape = r + k * history.repeats;
      const odds = Math.exp(Math.log(a / (b + n - 1)) + shape * longer);
      return 1 / (1 + odds / sum(phaseTerms(k, shape, waited(parameters, history))));
    },
    ...(k === 1
      ? {}
      : {
          phases: (parameters, history) =>
            weights(phaseTerms(k, aliveOf(parameters, history).shape, waited(parameters, history))),
        }),
    purchasesWhileAlive: (parameters, history, ahead, phase = 0) => {
      const customer = aliveOf(parameters, history);
      return purchasesAhead(customer, { k, phase }, ahead);
    },
    discountedWhileAlive: (parameters, history, horizon, phase = 0) => {
      const customer = aliveOf(parameters, history);
      return discountedAhead(customer, { k, phase }, horizon);
    },
  };
}

const sum = (values: Float64Array) => values.reduce((total, value) => total + value, 0);
const weights = (terms: Float64Array) => {
  const total = sum(terms);
  return terms.map((term) => term / total);
};

/** Γ(s+j)/Γ(s)/j! · wʲ for j < k: how probable 0, 1 … k − 1 hidden events since the last purchase are, next to none. */
function phaseTerms(k: number, shape: number, waited: number): Float64Array {
  const terms = new Float64Array(k).fill(1);
  for (let j = 1; j < k; j += 1) terms[j] = ((terms[j - 1] as number) * waited * (shape + j - 1)) / j;
  return terms;
}

/** ln S of a wait w = (T−t_x)/(α+T), k > 1, with its slopes in s and, times w, in w. */
function wait(
  k: number,
  shape: number,
  waited: number,
  out: { log: number; ofShape: number; ofWait: number },
) {
  let [all, term, inverses, ofShape, ofWait] = [1, 1, 0, 0, 0];
  for (let j = 1; j < k; j += 1) {
    term *= (waited * (shape + j - 1)) / j;
    inverses += 1 / (shape + j - 1);
    all += term;
    ofShape += term * inverses;
    ofWait += term * j;
  }
  out.log = Math.log(all);
  out.ofShape = ofShape / all;
  out.ofWait = ofWait / all;
}

function addCells(
  { repeats, lastAt, observedFor, count }: HistoryCells,
  from: number,
  to: number,
  parameters: Float64Array,
  slope: Float64Array,
  { chances, k }: { chances: number; k: number },
): number {
  const [r = 0, alpha = 0, a = 0, b = 0] = parameters;
  const most = mostRepeats(repeats, from, to);
  const rising = risingSums(r, k * most);
  const survived = risingSums(b, most + chances);
  const drawn = risingSums(a + b, most + chances);
  const logLeaving = logChances(a, b, most + chances);
  const logAlpha = Math.log(alpha);
  const waiting = { log: 0, ofShape: 0, ofWait: 0 };
  let [total, byR, byAlpha, byA, byB] = [0, 0, 0, 0, 0];
  for (let i = from; i < to; i += 1) {
    const x = repeats[i] as number;
    const time = observedFor[i] as number;
    const weight = count[i] as number;
    const n = x + chances;
    const shape = r + k * x;
    const grown = Math.log1p(time / alpha);
    const logEnd = logAlpha + grown;
    const perEnd = 1 / (alpha + time);
    if (k > 1) wait(k, shape, (time - (lastAt[i] as number)) * perEnd, waiting);
    const ofAlpha = -perEnd * waiting.ofWait;
    let value =
      (rising.logs[k * x] as number) +
      (survived.logs[n] as number) -
      (drawn.logs[n] as number) -
      r * grown -
      k * x * logEnd +
      waiting.log;
    let dR = (rising.inverses[k * x] as number) - grown + waiting.ofShape;
    let dAlpha = r / alpha - shape * perEnd + ofAlpha;
    let dA = -(drawn.inverses[n] as number);
    let dB = (survived.inverses[n] as number) + dA;
    if (n > 0) {
      const last = alpha + (lastAt[i] as number);
      const longer = logEnd - Math.log(last);
      const logOdds = (logLeaving[n] as number) + shape * longer - waiting.log;
      const odds = Math.exp(logOdds);
      const left = odds === Infinity ? 1 : odds / (1 + odds);
      value += odds === Infinity ? logOdds : Math.log1p(odds);
      dR += left * (longer - waiting.ofShape);
      dAlpha += left * (shape * (perEnd - 1 / last) - ofAlpha);
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

/** ln of the odds to have left at the last of n draws, next to having survived it: a/(b+n−1), for n = 0 … most. Few counts, so no logarithm a cell. */
function logChances(a: number, b: number, most: number): Float64Array {
  const logs = new Float64Array(most + 1);
  for (let n = 1; n <= most; n += 1) logs[n] = Math.log(a / (b + n - 1));
  return logs;
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
