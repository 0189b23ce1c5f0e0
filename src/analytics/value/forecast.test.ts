import { describe, expect, it } from 'vitest';
import { readReference } from '../../../test/reference/read-reference.ts';
import { bgNbd } from './geometric-dropout.ts';
import { paretoNbd } from './pareto-nbd.ts';
import { expectedOfNewCustomer, predictPurchases } from './predict-purchases.ts';

const lines = readReference('value.csv');
const named = (name: string) => lines.filter((line) => line.name === name);
const bg = (a: number) => Float64Array.of(0.2425945, 4.4136019, a, 2.4258881);
const history = (repeats = 0, lastAt = 0, observedFor = 0) => ({ repeats, lastAt, observedFor });

describe('BG/NBD, against 30-digit quadrature of the model', () => {
  it.each(named('bg-nbd.whileAlive'))(
    'purchases while alive, a x T t = $arguments',
    ({ arguments: given, value }) => {
      const [a = 0, x = 0, T = 0, ahead = 0] = given;
      expect(bgNbd.purchasesWhileAlive(bg(a), history(x, 0, T), ahead) / value).toBeCloseTo(1, 9);
    },
  );

  it.each(named('bg-nbd.alive'))(
    'P(alive), a x t_x T = $arguments',
    ({ arguments: [a = 0, ...given], value }) => {
      expect(bgNbd.alive(bg(a), history(...given)) / value).toBeCloseTo(1, 11);
    },
  );

  it.each(named('bg-nbd.discounted'))(
    'discounted, x T δ ahead = $arguments',
    ({ arguments: given, value }) => {
      const [x = 0, T = 0, rate = 0, ahead = 0] = given;
      const horizon = { rate, ahead: ahead === 0 ? Infinity : ahead };
      expect(bgNbd.discountedWhileAlive(bg(0.7929199), history(x, 0, T), horizon) / value).toBeCloseTo(1, 8);
    },
  );

  it('the seven figures published by BTYD, to their last digit', () => {
    // Four numbers solved for from these seven figures, so three of them are a check: within 4e−4 standard errors of the maximum.
    const parameters = { r: 0.24259676, alpha: 4.41365803, a: 0.79298647, b: 2.42615838 };
    expect(expectedOfNewCustomer({ model: 'bg-nbd', parameters, covariates: [] }, 52)).toBeCloseTo(
      1.444004,
      6,
    );
    const forecast = predictPurchases({
      fit: { model: 'bg-nbd', parameters, covariates: [] },
      histories: {
        repeats: Float64Array.of(26, 10, 15, 20, 25),
        lastAt: Float64Array.of(30 + 6 / 7, 20, 20, 20, 20),
        observedFor: Float64Array.of(31, 39, 39, 39, 39),
      },
      ahead: 52,
    });
    if ('refused' in forecast) throw new Error(forecast.message);
    const published = [25.75659, 0.3474606, 0.04283391, 0.004158973, 0.0003583685];
    for (const [i, value] of published.entries())
      expect((forecast.expected[i] ?? 0) / value).toBeCloseTo(1, 6);
    expect(forecast.alive[0]).toBeCloseTo(0.9688523, 6);
  });
});

describe('Pareto/NBD, against 30-digit quadrature and Tricomi’s function', () => {
  const split = (given: readonly number[]) => ({
    parameters: Float64Array.from(given.slice(0, 4)),
    customer: history(given[4], given[5], given[6]),
    last: given[7] ?? 0,
  });

  it.each(named('pareto-nbd.alive'))(
    'P(alive), r α s β x t_x T = $arguments',
    ({ arguments: given, value }) => {
      const { parameters, customer } = split(given);
      expect(paretoNbd.alive(parameters, customer) / value).toBeCloseTo(1, 11);
    },
  );

  it.each(named('pareto-nbd.whileAlive'))(
    'purchases while alive: $arguments',
    ({ arguments: given, value }) => {
      const { parameters, customer, last } = split(given);
      expect(paretoNbd.purchasesWhileAlive(parameters, customer, last) / value).toBeCloseTo(1, 11);
    },
  );

  it.each(named('pareto-nbd.discounted'))(
    'discounted without end: $arguments',
    ({ arguments: given, value }) => {
      const { parameters, customer, last } = split(given);
      const horizon = { ahead: Infinity, rate: last };
      expect(paretoNbd.discountedWhileAlive(parameters, customer, horizon) / value).toBeCloseTo(1, 9);
    },
  );

  it('stays finite where other programs overflow: thousands of purchases, long silences', () => {
    const parameters = Float64Array.of(0.5143, 2.8845, 0.2856, 14.1087);
    for (const x of [0, 1, 250, 5000, 100_000]) {
      for (const [lastAt, observedFor] of [
        [99, 100],
        [1, 5000],
        [100, 100],
      ] as const) {
        const alive = paretoNbd.alive(parameters, history(x, x > 0 ? lastAt : 0, observedFor));
        expect(alive >= 0 && alive <= 1).toBe(true);
      }
    }
    expect(paretoNbd.alive(parameters, history(250, 100, 100))).toBe(1);
  });
});

it('a limit known by hand: nobody leaves and all buy alike, so x is Poisson and alive is sure', () => {
  const steady = Float64Array.of(1e5, 1e5, 1e-6, 1e5);
  expect(bgNbd.alive(steady, history(3, 5, 6))).toBeCloseTo(1, 9);
  expect(bgNbd.purchasesWhileAlive(steady, history(3, 5, 6), 20)).toBeCloseTo(20, 2);
});
