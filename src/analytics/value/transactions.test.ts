import { describe, expect, it } from 'vitest';
import { customerValue } from './customer-value.ts';
import { estimateRegularity } from './estimate-regularity.ts';
import { fitPurchaseModel } from './fit-purchase-model.ts';
import { fitTransactions, valueModelNames } from './fit-transactions.ts';
import { fitGammaGamma } from './gamma-gamma.ts';
import { predictPurchases } from './predict-purchases.ts';
import { isRefusal } from './refusal.ts';
import { summariseTransactions } from './summarise-transactions.ts';

type Row = readonly [customer: string, day: number, amount: number];
const columns = (rows: readonly Row[]) => ({
  customer: rows.map((row) => row[0]),
  day: rows.map((row) => row[1]),
  amount: rows.map((row) => row[2]),
});
const code = (outcome: unknown) => (isRefusal(outcome) ? outcome.code : 'answered');

describe('from transactions to histories', () => {
  const rows: Row[] = [
    ['ann', 24, 7],
    ['ann', 10, 5],
    ['ann', 17, 20],
    ['ann', 17, 10],
    ['bob', 12, 9],
    ['ann', 40, 3],
    ['ann', 40, 4],
    ['late', 35, 1],
    ['bob', 5, 2],
  ];

  it('a day counts once, the first purchase starts the clock, what comes after is held out', () => {
    const summary = summariseTransactions({ transactions: columns(rows), until: 31, unitDays: 7 });
    expect(summary).toEqual({
      customers: ['ann', 'bob'],
      repeats: Float64Array.of(2, 1),
      lastAt: Float64Array.of(2, 1),
      observedFor: Float64Array.of(3, 26 / 7),
      meanAmount: Float64Array.of((30 + 7) / 2, 9),
      after: Float64Array.of(1, 0),
      repeatDays: [17, 24, 12],
      until: 31,
      lastDay: 40,
      unitDays: 7,
    });
  });

  it('`from` moves the first purchase; no amounts, no mean', () => {
    const { customer, day } = columns(rows);
    const summary = summariseTransactions({
      transactions: { customer, day },
      from: 11,
      until: 31,
      unitDays: 1,
    });
    if (isRefusal(summary)) throw new Error(summary.message);
    expect([...summary.observedFor]).toEqual([14, 19]);
    expect([...summary.repeats]).toEqual([1, 0]);
    expect([...summary.meanAmount]).toEqual([0, 0]);
  });

  it('refuses in words', () => {
    const ask = (changed: readonly Row[], until?: number) =>
      code(
        summariseTransactions({ transactions: columns(changed), ...(until === undefined ? {} : { until }) }),
      );
    expect(ask([])).toBe('no-transactions');
    expect(ask(rows, 4)).toBe('no-transactions');
    expect(ask([['ann', 1.5, 1]])).toBe('not-a-number');
    expect(ask([['ann', Number.NaN, 1]])).toBe('not-a-number');
    expect(ask([['ann', 1, Number.NaN]])).toBe('not-a-number');
  });

  it('tells a clock from chance', () => {
    const monthly = Array.from({ length: 40 }, (_, c) =>
      [0, 30, 60, 91].map((d): Row => [`c${c}`, d + c, 10]),
    ).flat();
    const regularity = estimateRegularity(columns(monthly));
    expect(isRefusal(regularity) ? 0 : regularity.shape).toBeGreaterThan(100);
    expect(code(estimateRegularity(columns(rows)))).toBe('too-few-customers');
  });
});

describe('bad input is refused in a sentence, and no NaN comes out', () => {
  const many = (make: (c: number) => readonly Row[]) => Array.from({ length: 60 }, (_, c) => make(c)).flat();
  const cases: Record<string, readonly Row[]> = {
    'one customer': [
      ['a', 0, 5],
      ['a', 8, 6],
      ['a', 30, 2],
    ],
    'no repeat': many((c) => [[`c${c}`, c, 10]]),
    'all equal': many((c) => [
      [`c${c}`, 0, 10],
      [`c${c}`, 14, 10],
      [`c${c}`, 90, 10],
    ]),
    'all on the last day': many((c) => [[`c${c}`, 5, 10]]),
    'amounts of zero': many((c) => [
      [`c${c}`, c, 0],
      [`c${c}`, c + 9 + (c % 5), 0],
    ]),
    'amounts below zero': many((c) => [
      [`c${c}`, c, -4],
      [`c${c}`, c + 9 + (c % 5), -3],
    ]),
    'amounts not numbers': many((c) => [
      [`c${c}`, c, Number.NaN],
      [`c${c}`, c + 9, 3],
    ]),
    'two customers': [
      ['a', 0, 5],
      ['a', 8, 6],
      ['b', 3, 2],
      ['b', 40, 2],
    ],
    'a clock': many((c) => [0, 30, 60, 90, 120].map((d): Row => [`c${c}`, d + (c % 7), 10 + (c % 3)])),
  };

  it.each(Object.keys(cases))('%s', (name) => {
    for (const model of valueModelNames) {
      const outcome = fitTransactions({ model, transactions: columns(cases[name] ?? []), predict: 10 });
      const said = isRefusal(outcome) ? outcome.message.replace('got NaN', '') : JSON.stringify(outcome);
      expect(said).not.toContain('NaN');
      expect(isRefusal(outcome) ? said.split(' ').length : 99).toBeGreaterThan(5);
      const numbers = isRefusal(outcome)
        ? []
        : [outcome.logLikelihood, outcome.expectedPurchases ?? 0, ...Object.values(outcome.parameters)];
      expect(numbers.every(Number.isFinite)).toBe(true);
    }
  });

  it('names what is wrong', () => {
    const ask = (name: string, model: (typeof valueModelNames)[number]) =>
      code(fitTransactions({ model, transactions: columns(cases[name] ?? []) }));
    expect(ask('one customer', 'bg-nbd')).toBe('one-customer');
    expect(ask('no repeat', 'pareto-nbd')).toBe('no-repeat');
    expect(ask('all equal', 'mbg-nbd')).toBe('all-equal');
    expect(ask('all on the last day', 'bg-nbd')).toBe('no-time-observed');
    expect(ask('amounts of zero', 'gamma-gamma')).toBe('amount-not-above-zero');
    expect(ask('amounts below zero', 'gamma-gamma')).toBe('amount-not-above-zero');
    expect(ask('all equal', 'gamma-gamma')).toBe('all-equal');
    expect(ask('no repeat', 'gamma-gamma')).toBe('no-amounts');
  });

  it('a clock is fitted with a caution', () => {
    const outcome = fitTransactions({ model: 'bg-nbd', transactions: columns(cases['a clock'] ?? []) });
    const codes = isRefusal(outcome) ? [outcome.code] : outcome.cautions.map((caution) => caution.code);
    expect(codes).toContain('contract-like');
  });

  it('histories that cannot be are refused with their place', () => {
    const fit = (x: number, lastAt: number, T: number) =>
      fitPurchaseModel({
        model: 'bg-nbd',
        histories: {
          repeats: Float64Array.of(1, x),
          lastAt: Float64Array.of(2, lastAt),
          observedFor: Float64Array.of(9, T),
        },
      });
    for (const [x, lastAt, T] of [
      [-1, 0, 5],
      [1.5, 2, 5],
      [1, 6, 5],
      [0, 3, 5],
      [2, 0, 5],
      [1, 2, Number.NaN],
    ] as const) {
      const outcome = fit(x, lastAt, T);
      expect(isRefusal(outcome) && [outcome.code, outcome.details.index]).toEqual(['impossible-history', 1]);
    }
  });

  it('horizons and rates without meaning are refused', () => {
    const fit = { model: 'bg-nbd', parameters: { r: 1, alpha: 5, a: 1, b: 2 }, covariates: [] } as const;
    const histories = {
      repeats: Float64Array.of(2),
      lastAt: Float64Array.of(3),
      observedFor: Float64Array.of(10),
    };
    expect(code(predictPurchases({ fit, histories, ahead: -1 }))).toBe('impossible-choice');
    expect(code(predictPurchases({ fit, histories, ahead: 5, rate: 0 }))).toBe('no-finite-value');
    expect(code(predictPurchases({ fit, histories, ahead: Infinity }))).toBe('impossible-choice');
  });
});

it('value is margin × amount × discounted purchases, and amounts that follow frequency are said', () => {
  const histories = {
    repeats: Float64Array.of(2, 0),
    lastAt: Float64Array.of(3, 0),
    observedFor: Float64Array.of(10, 10),
  };
  const purchases = {
    model: 'pareto-nbd',
    parameters: { r: 1, alpha: 5, s: 1, beta: 8 },
    covariates: [],
  } as const;
  const amounts = { parameters: { p: 6, q: 4, v: 15 }, observedMean: 30 };
  const meanAmount = Float64Array.of(20, 0);
  const worth = customerValue({
    purchases,
    amounts,
    histories,
    meanAmount,
    rate: 0,
    ahead: 52,
    marginShare: 0.4,
  });
  const forecast = predictPurchases({ fit: purchases, histories, ahead: 52 });
  if (isRefusal(worth) || isRefusal(forecast)) throw new Error('refused');
  // Without discount the two agree; p(v + x·z̄)/(px + q − 1) = 6·55/15 = 22, pv/(q − 1) = 30.
  expect([...worth.amount]).toEqual([22, 30]);
  expect(worth.value[0]).toBeCloseTo(0.4 * 22 * (forecast.expected[0] ?? 0), 10);
  expect(worth.value[1]).toBeCloseTo(0.4 * 30 * (forecast.expected[1] ?? 0), 10);
  const often = Float64Array.from({ length: 100 }, (_, i) => 1 + (i % 10));
  const fit = fitGammaGamma({ purchases: often, meanAmount: often.map((x, i) => 10 * x + (i % 7)) });
  expect(isRefusal(fit) ? [] : fit.cautions.map((caution) => caution.code)).toContain(
    'amount-follows-frequency',
  );
});
