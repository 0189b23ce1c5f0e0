import { describe, expect, it } from 'vitest';
import { beta, createStream, exponential, gamma, type RandomStream, uniform } from '#analytics/random';
import { readReference } from '../../../test/reference/read-reference.ts';
import { fitPurchaseModel, purchaseLikelihood, purchaseModels } from './fit-purchase-model.ts';
import { fitTransactions } from './fit-transactions.ts';
import { gapConstant, likeliestRegularity, regularModel } from './likeliest-regularity.ts';
import { predictPurchases } from './predict-purchases.ts';
import type { PurchaseModel } from './purchase-model.ts';
import { isRefusal, type Refusal } from './refusal.ts';

const told = <T>(answer: T | Refusal): T => {
  if (isRefusal(answer)) throw new Error(answer.message);
  return answer;
};
const sum = (values: ArrayLike<number>) => Array.from(values).reduce((total, value) => total + value, 0);

describe('BG/CNBD-k and MBG/CNBD-k, against quadrature of the model over rate and leaving', () => {
  const lines = readReference('value.csv');
  const named = (name: string) => lines.filter((line) => line.name === name);
  const parameters = Float64Array.of(1.2, 3.5, 1.79, 2.42);
  const given = ([k = 1, chances = 0, repeats = 0, lastAt = 0, observedFor = 0]: readonly number[]) => ({
    model: purchaseModels[regularModel(chances ? 'mbg' : 'bg', k)] as PurchaseModel,
    history: { repeats, lastAt, observedFor },
  });
  const overPhases = (model: PurchaseModel, weights: Float64Array, figure: (phase: number) => number) =>
    sum(Array.from({ length: model.regularity }, (_, phase) => (weights[phase] ?? 0) * figure(phase)));

  it.each(named('cnbd.logLikelihood'))('ln L, k chances x t_x T = $arguments', (line) => {
    const { model, history } = given(line.arguments);
    const cells = {
      repeats: Float64Array.of(history.repeats),
      lastAt: Float64Array.of(history.lastAt),
      observedFor: Float64Array.of(history.observedFor),
      count: Float64Array.of(1),
    };
    expect(model.logLikelihood(cells, 0, 1, parameters, new Float64Array(4))).toBeCloseTo(line.value, 8);
  });

  it.each(named('cnbd.alive'))('P(alive), k chances x t_x T = $arguments', (line) => {
    const { model, history } = given(line.arguments);
    expect(model.alive(parameters, history) / line.value).toBeCloseTo(1, 9);
  });

  it.each(named('cnbd.whileAlive'))('purchases while alive, … t = $arguments', (line) => {
    const { model, history } = given(line.arguments);
    const weights = model.phases?.(parameters, history) ?? Float64Array.of();
    const ahead = line.arguments[5] ?? 0;
    const expected = overPhases(model, weights, (phase) =>
      model.purchasesWhileAlive(parameters, history, ahead, phase),
    );
    expect(expected / line.value).toBeCloseTo(1, 8);
  });

  it.each(named('cnbd.discounted'))('discounted, … t δ = $arguments', (line) => {
    const { model, history } = given(line.arguments);
    const weights = model.phases?.(parameters, history) ?? Float64Array.of();
    const [ahead = 0, rate = 0] = line.arguments.slice(5);
    const expected = overPhases(model, weights, (phase) =>
      model.discountedWhileAlive(parameters, history, { ahead, rate }, phase),
    );
    expect(expected / line.value).toBeCloseTo(1, 6);
  });

  it.each(named('cnbd.endless'))('discounted without end, k chances x T phase δ = $arguments', (line) => {
    const [k, chances, repeats, observedFor, phase, rate = 0] = line.arguments;
    const { model, history } = given([k ?? 1, chances ?? 0, repeats ?? 0, 0, observedFor ?? 0]);
    const horizon = { ahead: Infinity, rate };
    expect(model.discountedWhileAlive(parameters, history, horizon, phase) / line.value).toBeCloseTo(1, 10);
  });
});

// The parameters of the simulation in Reutterer, Platzer & Schröder’s program.
const truth = { r: 0.85, alpha: 1.45, a: 0.79, b: 2.42 };

/** Customers whose every k-th event is a purchase: histories up to T, the gaps, and the purchases in the `ahead` after. */
function market(
  random: RandomStream,
  { customers, k, ahead = 0 }: { customers: number; k: number; ahead?: number },
) {
  const observedFor = Float64Array.from({ length: customers }, () => Math.round(12 + 84 * uniform(random)));
  const [repeats, lastAt, after] = [
    new Float64Array(customers),
    new Float64Array(customers),
    new Float64Array(customers),
  ];
  const gaps: number[] = [];
  for (let i = 0; i < customers; i += 1) {
    const rate = gamma(random, truth.r, truth.alpha);
    const leaving = beta(random, truth.a, truth.b);
    const end = observedFor[i] ?? 0;
    for (let time = 0; ; ) {
      let gap = 0;
      for (let event = 0; event < k; event += 1) gap += exponential(random, rate);
      time += gap;
      if (time > end + ahead) break;
      if (time <= end) {
        repeats[i] = (repeats[i] ?? 0) + 1;
        lastAt[i] = time;
        gaps.push(gap);
      } else after[i] = (after[i] ?? 0) + 1;
      if (uniform(random) < leaving) break;
    }
  }
  return { histories: { repeats, lastAt, observedFor }, gaps, after };
}

describe('customers more regular than at random', () => {
  it('100 seeds: k is found, and each true parameter lies within its 95 % interval in 90 or more', () => {
    const within = { k: 0, r: 0, alpha: 0, a: 0, b: 0 };
    for (let seed = 1; seed <= 100; seed += 1) {
      const sold = market(createStream(`regular ${seed}`), { customers: 1500, k: 3 });
      const { k, fit: found } = told(likeliestRegularity(sold));
      const fit = told(
        fitPurchaseModel({ model: found.model, histories: sold.histories, start: found.parameters }),
      );
      within.k += k === 3 ? 1 : 0;
      for (const key of ['r', 'alpha', 'a', 'b'] as const) {
        const interval = fit.intervals[key];
        if (interval && interval.low <= truth[key] && truth[key] <= interval.high) within[key] += 1;
      }
    }
    expect(within.k).toBe(100);
    for (const times of Object.values(within)) expect(times).toBeGreaterThanOrEqual(90);
  }, 60_000);

  it('buyers at random are found to be so', () => {
    const found = told(likeliestRegularity(market(createStream('random'), { customers: 2000, k: 1 })));
    expect([found.k, found.fit.model]).toEqual([1, 'bg-nbd']);
    expect(found.logLikelihoods).toHaveLength(2);
  });

  it('what they buy next is foretold within 3 %, nearer than by a model of random buying', () => {
    const { histories, after, gaps } = market(createStream('next'), { customers: 20_000, k: 3, ahead: 26 });
    const total = (model: 'bg-nbd' | 'bg-cnbd-3') => {
      const fit = told(fitPurchaseModel({ model, histories }));
      return sum(told(predictPurchases({ fit, histories, ahead: 26 })).expected);
    };
    const miss = (model: 'bg-nbd' | 'bg-cnbd-3') => Math.abs(total(model) / sum(after) - 1);
    expect(miss('bg-cnbd-3')).toBeLessThan(0.03);
    expect(miss('bg-nbd')).toBeGreaterThan(miss('bg-cnbd-3'));
    expect(gaps.length).toBe(sum(histories.repeats));
  });

  it('the written slope is that of the likelihood', () => {
    const { histories } = market(createStream('slope'), { customers: 300, k: 2 });
    for (const model of ['bg-cnbd-2', 'mbg-cnbd-4'] as const) {
      const { objective, starts } = purchaseLikelihood(purchaseModels[model], histories);
      const theta = Float64Array.from(starts[0] ?? []);
      const slope = new Float64Array(4);
      objective(theta, slope);
      for (const i of theta.keys()) {
        const [up, down] = [1e-5, -1e-5].map((step) =>
          objective(theta.with(i, (theta[i] ?? 0) + step), new Float64Array(4)),
        );
        expect(((up ?? 0) - (down ?? 0)) / 2e-5 / (slope[i] ?? 1)).toBeCloseTo(1, 5);
      }
    }
  });

  it('a file of theirs finds how regular they are, and says so where random buying is asked for', () => {
    const { gaps, histories } = market(createStream('file'), { customers: 1500, k: 2 });
    const lines: { customer: number; day: number }[] = [];
    let at = 0;
    for (const [customer, repeats] of histories.repeats.entries()) {
      let time = 100 - (histories.observedFor[customer] ?? 0);
      lines.push({ customer, day: Math.round(70 * time) });
      for (const end = at + repeats; at < end; at += 1) {
        time += gaps[at] ?? 0;
        lines.push({ customer, day: Math.round(70 * time) });
      }
    }
    const transactions = { customer: lines.map((one) => one.customer), day: lines.map((one) => one.day) };
    const fit = (model: 'bg-nbd' | 'bg-cnbd' | 'mbg-cnbd') =>
      told(fitTransactions({ model, transactions, until: 7000, unitDays: 70 }));
    expect(fit('bg-cnbd').model).toBe('bg-cnbd-2');
    expect(fit('mbg-cnbd').model).toBe('mbg-cnbd-2');
    expect(fit('bg-cnbd').logLikelihood).toBeGreaterThan(fit('bg-nbd').logLikelihood + 100);
    expect(fit('bg-nbd').cautions.map((one) => one.code)).toContain('more-regular');
    expect(fit('bg-cnbd').cautions.map((one) => one.code)).not.toContain('more-regular');
  });

  it('gaps weigh as the Erlang density says, parameters aside', () => {
    // ln of g^(k−1)/Γ(k) for gaps 2 and 5 and k = 3.
    expect(gapConstant(3, [2, 5])).toBeCloseTo(2 * Math.log(2) + 2 * Math.log(5) - 2 * Math.log(2), 12);
    expect(gapConstant(1, [2, 5])).toBe(0);
  });
});
