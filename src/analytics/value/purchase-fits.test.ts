import { describe, expect, it } from 'vitest';
import { readReference } from '../../../test/reference/read-reference.ts';
import { fitPurchaseModel, purchaseLikelihood, purchaseModels } from './fit-purchase-model.ts';
import { fitGammaGamma } from './gamma-gamma.ts';
import { isRefusal } from './refusal.ts';

const reference = new Map(readReference('value.csv').map((line) => [line.name, line.value]));
const models = ['bg-nbd', 'mbg-nbd', 'pareto-nbd'] as const;

/** Histories made by arithmetic, the same as in make-value.py. */
function invented() {
  const i = Float64Array.from({ length: 300 }, (_, k) => k);
  const share = (k: number) => ((k % 300) + 0.5) / 300;
  const z = i.map((k) => ((k * 5) % 11) / 10 - 0.5);
  const observedFor = i.map((k) => 20 + ((k * 7) % 23));
  const pace = i.map((k) => 0.25 * (-Math.log(1 - share(k * 37))) ** 1.5 * Math.exp(0.8 * (z[k] ?? 0)));
  const could = i.map((k) => Math.floor((pace[k] ?? 0) * (observedFor[k] ?? 0)));
  const leaves = i.map(
    (k) => Math.floor(Math.log(1 - share(k * 143 + 57)) / Math.log(1 - share(k * 91) ** 2)) + 1,
  );
  const repeats = i.map((k) => Math.min(could[k] ?? 0, leaves[k] ?? 0));
  const lastAt = repeats.map((x, k) => {
    if (x === 0) return 0;
    return x < (could[k] ?? 0) ? x / (pace[k] ?? 1) : ((observedFor[k] ?? 0) * x) / (x + 0.5);
  });
  const amount = i.map((k) => 5 + ((k * 17) % 61) / 3);
  return { histories: { repeats, lastAt, observedFor }, z, amount };
}

function expectReference(name: string, value: number | null | undefined, digits: number) {
  expect((value ?? Number.NaN) / (reference.get(name) ?? Number.NaN)).toBeCloseTo(1, digits);
}

describe('maximum likelihood on invented histories, against a climb without slopes in SciPy', () => {
  it.each(models)('%s: parameters, errors, ln L', (model) => {
    const fit = fitPurchaseModel({ model, histories: invented().histories });
    if (isRefusal(fit)) throw new Error(fit.message);
    for (const [key, value] of Object.entries(fit.parameters)) {
      expectReference(`${model}.invented.${key}`, value, 5);
      expectReference(`${model}.invented.${key}.error`, fit.standardErrors[key], 3);
    }
    expectReference(`${model}.invented.logLikelihood`, fit.logLikelihood, 10);
  });

  it('BG/NBD with a covariate on rate and leaving', () => {
    const { histories, z } = invented();
    const fit = fitPurchaseModel({ model: 'bg-nbd', histories, covariates: { names: ['z'], columns: [z] } });
    if (isRefusal(fit)) throw new Error(fit.message);
    expect(Object.keys(fit.parameters)).toEqual(['r', 'alpha', 'a', 'b', 'rate.z', 'a.z', 'b.z']);
    for (const [key, value] of Object.entries(fit.parameters)) {
      expectReference(`bg-nbd.z.${key}`, value, 4);
      expectReference(`bg-nbd.z.${key}.error`, fit.standardErrors[key], 3);
    }
    expectReference('bg-nbd.z.logLikelihood', fit.logLikelihood, 10);
  });

  it('gamma–gamma', () => {
    const { histories, amount } = invented();
    const fit = fitGammaGamma({ purchases: histories.repeats, meanAmount: amount });
    if (isRefusal(fit)) throw new Error(fit.message);
    for (const [key, value] of Object.entries(fit.parameters)) {
      expectReference(`gamma-gamma.invented.${key}`, value, 5);
      expectReference(`gamma-gamma.invented.${key}.error`, fit.standardErrors[key], 3);
    }
    expectReference('gamma-gamma.invented.logLikelihood', fit.logLikelihood, 10);
  });
});

it.each(models)('%s: the written slope is that of the likelihood', (model) => {
  const { histories, z } = invented();
  const { objective, starts } = purchaseLikelihood(purchaseModels[model], histories, {
    names: ['z'],
    columns: [z],
  });
  const theta = (starts[0] ?? new Float64Array()).map((value, i) => value + 0.1 * (i + 1));
  const [slope, unused] = [new Float64Array(theta.length), new Float64Array(theta.length)];
  objective(theta, slope);
  for (const i of theta.keys()) {
    const at = (step: number) =>
      objective(
        theta.map((value, k) => (k === i ? value + step : value)),
        unused,
      );
    const numeric = (8 * (at(1e-3) - at(-1e-3)) - (at(2e-3) - at(-2e-3))) / 12e-3;
    expect((slope[i] ?? 0) / numeric).toBeCloseTo(1, 7);
  }
});

it('profile intervals: ln L falls by 1.92 at either end, others free', () => {
  const { histories } = invented();
  const plain = fitPurchaseModel({ model: 'bg-nbd', histories });
  const fit = fitPurchaseModel({ model: 'bg-nbd', histories, intervals: 'profile' });
  if (isRefusal(fit) || isRefusal(plain)) throw new Error('not fitted');
  expect(fit.parameters).toEqual(plain.parameters);
  const { objective } = purchaseLikelihood(purchaseModels['bg-nbd'], histories);
  const slope = new Float64Array(4);
  for (const [i, name] of ['r', 'alpha', 'a', 'b'].entries()) {
    for (const end of [fit.intervals[name]?.low ?? 0, fit.intervals[name]?.high ?? 0]) {
      const heights = ascend(objective, Object.values(fit.parameters), i, end, slope);
      expect(2 * (fit.logLikelihood - heights)).toBeCloseTo(3.8415, 2);
    }
  }
});

it('a side that ln L never falls far enough on is open, not invented', () => {
  const fit = fitPurchaseModel({
    model: 'pareto-nbd',
    histories: invented().histories,
    intervals: 'profile',
  });
  if (isRefusal(fit)) throw new Error(fit.message);
  // Along s and β growing together ln L loses 0.31 at most: leaving times could as well be all alike.
  expect([fit.intervals.s?.high, fit.intervals.beta?.high]).toEqual([Infinity, Infinity]);
  expect(fit.intervals.s?.low).toBeGreaterThan(0.5);
});

/** A plain coordinate search over the three others: slow, and nothing of the product's climb. */
function ascend(
  objective: (theta: Float64Array, slope: Float64Array) => number,
  from: readonly number[],
  held: number,
  end: number,
  slope: Float64Array,
): number {
  const theta = Float64Array.from(from, Math.log);
  theta[held] = Math.log(end);
  let best = objective(theta, slope);
  for (let stride = 0.5; stride > 1e-5; ) {
    let moved = false;
    for (const i of [0, 1, 2, 3].filter((k) => k !== held)) {
      for (const j of [0, 1, 2, 3].filter((k) => k !== held)) {
        for (const [one, two] of [
          [1, 0],
          [-1, 0],
          [1, 1],
          [-1, -1],
          [1, -1],
          [-1, 1],
        ] as const) {
          const next = theta.slice();
          next[i] = (next[i] ?? 0) + one * stride;
          if (i !== j) next[j] = (next[j] ?? 0) + two * stride;
          const height = objective(next, slope);
          if (height > best) {
            best = height;
            theta.set(next);
            moved = true;
          }
        }
      }
    }
    if (!moved) stride /= 2;
  }
  return best;
}
