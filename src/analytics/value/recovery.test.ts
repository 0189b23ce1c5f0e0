import { describe, expect, it } from 'vitest';
import { beta, createStream, exponential, gamma, type RandomStream, uniform } from '#analytics/random';
import { bootstrapPurchases } from './bootstrap-purchases.ts';
import { choosePurchaseModel } from './choose-purchase-model.ts';
import { fitPurchaseModel } from './fit-purchase-model.ts';
import { predictPurchases } from './predict-purchases.ts';
import { isRefusal } from './refusal.ts';

const truth = { r: 0.8, alpha: 8, a: 0.9, b: 2.5 };

/** A market that behaves as BG/NBD says: histories up to T, and purchases in the `ahead` after. */
function simulate(random: RandomStream, customers: number, ahead = 0) {
  const observedFor = Float64Array.from({ length: customers }, () => Math.round(30 + 40 * uniform(random)));
  const repeats = new Float64Array(customers);
  const lastAt = new Float64Array(customers);
  const after = new Float64Array(customers);
  for (let i = 0; i < customers; i += 1) {
    const rate = gamma(random, truth.r, truth.alpha);
    const leaving = beta(random, truth.a, truth.b);
    const end = observedFor[i] ?? 0;
    for (let time = exponential(random, rate); time < end + ahead; time += exponential(random, rate)) {
      if (time <= end) {
        repeats[i] = (repeats[i] ?? 0) + 1;
        lastAt[i] = time;
      } else after[i] = (after[i] ?? 0) + 1;
      if (uniform(random) < leaving) break;
    }
  }
  return { histories: { repeats, lastAt, observedFor }, after };
}

describe('BG/NBD on markets that behave so', () => {
  it('100 seeds: each true parameter lies within its 95 % interval in 90 or more', () => {
    const within = { r: 0, alpha: 0, a: 0, b: 0 };
    for (let seed = 1; seed <= 100; seed += 1) {
      const fit = fitPurchaseModel({
        model: 'bg-nbd',
        histories: simulate(createStream(seed), 2000).histories,
      });
      if (isRefusal(fit)) throw new Error(fit.message);
      for (const key of ['r', 'alpha', 'a', 'b'] as const) {
        const interval = fit.intervals[key];
        if (interval && interval.low <= truth[key] && truth[key] <= interval.high) within[key] += 1;
      }
    }
    for (const times of Object.values(within)) expect(times).toBeGreaterThanOrEqual(90);
  }, 60_000);

  it('the next half year of 20 000 customers: total within 3 %, alive where they are alive', () => {
    const { histories, after } = simulate(createStream('ahead'), 20_000, 26);
    const fit = fitPurchaseModel({ model: 'bg-nbd', histories });
    if (isRefusal(fit)) throw new Error(fit.message);
    const forecast = predictPurchases({ fit, histories, ahead: 26 });
    if (isRefusal(forecast)) throw new Error(forecast.message);
    const sum = (values: Float64Array) => values.reduce((total, value) => total + value, 0);
    expect(sum(forecast.expected) / sum(after)).toBeCloseTo(1, 1.3);
    const buys = (from: number, to: number) => {
      const rows = [...after.keys()].filter(
        (i) => (forecast.alive[i] ?? 0) >= from && (forecast.alive[i] ?? 0) < to,
      );
      return rows.reduce((total, i) => total + (after[i] ?? 0), 0) / rows.length;
    };
    expect(buys(0, 0.3)).toBeLessThan(buys(0.7, 1.01) / 2);
  });

  it('hold-out choice: the true model beats "as before", and the expected total is near', () => {
    const { histories, after } = simulate(createStream('choice'), 4000, 26);
    const choice = choosePurchaseModel({ histories, after, ahead: 26 });
    if (isRefusal(choice)) throw new Error(choice.message);
    const of = (model: string) => choice.ranked.find((one) => one.model === model);
    expect(choice.ranked.length + choice.refused.length).toBe(4);
    expect(of('bg-nbd')?.deviance).toBeLessThan(of('same-pace')?.deviance ?? 0);
    expect(choice.ranked[0]?.model).not.toBe('same-pace');
    const [expected, actual] = [of('bg-nbd')?.expected ?? 0, of('bg-nbd')?.actual ?? 1];
    expect(Math.abs(expected / actual - 1)).toBeLessThan(0.1);
  });

  it('bootstrap intervals agree with the information', () => {
    const { histories } = simulate(createStream('bootstrap'), 3000);
    const fit = fitPurchaseModel({ model: 'bg-nbd', histories });
    const drawn = bootstrapPurchases({
      model: 'bg-nbd',
      histories,
      random: createStream('draws'),
      draws: 100,
      figures: ({ r = 0, alpha = 1 }) => ({ meanRate: r / alpha }),
    });
    if (isRefusal(fit) || isRefusal(drawn)) throw new Error('not fitted');
    for (const key of ['r', 'alpha']) {
      const [plain, other] = [fit.intervals[key], drawn.intervals[key]];
      if (!plain || !other) throw new Error(`no interval of ${key}`);
      expect((other.high - other.low) / (plain.high - plain.low)).toBeGreaterThan(0.7);
      expect((other.high - other.low) / (plain.high - plain.low)).toBeLessThan(1.4);
    }
    const rate = drawn.intervals.meanRate;
    expect(rate && rate.low < 0.1 && rate.high > 0.1).toBe(true);
  });
});
