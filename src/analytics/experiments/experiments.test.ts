import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readReference } from '../../../test/reference/read-reference.ts';
import { adjustedDifference } from './adjusted-difference.ts';
import type { ArmSums } from './arm.ts';
import { breakEvenResponse } from './break-even-response.ts';
import { compareTreatments } from './compare-treatments.ts';
import { differenceInMeans } from './difference-in-means.ts';
import { differenceInProportions } from './difference-in-proportions.ts';
import { dunnettMultiplier, dunnettProbability } from './dunnett.ts';
import { holmCorrection } from './holm.ts';
import { judgeDifference } from './judge-difference.ts';
import { type Effects, measureEffects } from './measure-effects.ts';
import { isRefusal } from './refusal.ts';
import { powerForProportions, sampleSizeForMeans, sampleSizeForProportions } from './sample-size.ts';

const reference = readReference('experiments.csv');
const linesOf = (name: string) => reference.filter((line) => line.name === name);
const valueOf = (name: string) => linesOf(name)[0]?.value ?? Number.NaN;
const column = (name: string) => linesOf(name).map((line) => line.value);
const [after, before] = [column('sample.after'), column('sample.before')];
const treated = { values: after.slice(0, 30), before: before.slice(0, 30) };
const control = { values: after.slice(30), before: before.slice(30) };

function sumsOf(arm: { values: number[]; before: number[] }): ArmSums {
  const total = (of: (value: number, index: number) => number) =>
    arm.values.reduce((sum, value, index) => sum + of(value, index), 0);
  const past = (index: number) => arm.before[index] ?? 0;
  return {
    count: arm.values.length,
    sum: total((value) => value),
    sumOfSquares: total((value) => value ** 2),
    sumOfCubes: total((value) => value ** 3),
    before: {
      sum: total((_, index) => past(index)),
      sumOfSquares: total((_, index) => past(index) ** 2),
      sumOfProducts: total((value, index) => value * past(index)),
    },
  };
}

function answer<T extends object>(outcome: T | null): Exclude<T, { refused: true }> {
  if (outcome === null || isRefusal(outcome)) throw new Error(outcome === null ? 'null' : outcome.message);
  return outcome as Exclude<T, { refused: true }>;
}

describe.each([
  ['values', treated, control],
  ['sums', sumsOf(treated), sumsOf(control)],
] as const)('30 treated against 12, from %s, by statsmodels', (_, one, two) => {
  it.each([
    ['welch', differenceInMeans({ treated: one, control: two, method: 'welch' })],
    ['pooled', differenceInMeans({ treated: one, control: two })],
    ['lin', adjustedDifference({ treated: one, control: two, method: 'welch' })],
  ] as const)('%s', (name, outcome) => {
    const difference = answer(outcome);
    expect(difference.method).toBe(name);
    expect(difference.estimate).toBeCloseTo(valueOf(`sample.${name}.estimate`), 10);
    // SciPy 1.10's Student quantile is good to nine digits: 2.02107538 at 40 degrees, where the tables have 2.02107539.
    expect(difference.interval.low).toBeCloseTo(valueOf(`sample.${name}.low`), 7);
    expect(difference.interval.high).toBeCloseTo(valueOf(`sample.${name}.high`), 7);
    expect(difference.p).toBeCloseTo(valueOf(`sample.${name}.p`), 10);
  });
});

describe('several treatments', () => {
  it('Holm and Dunnett agree with statsmodels and SciPy', () => {
    for (const line of linesOf('holm')) {
      const [index = 0, ...p] = line.arguments;
      expect(holmCorrection(p)[index]).toBeCloseTo(line.value, 12);
    }
    for (const line of linesOf('dunnett')) {
      const [bound = 0, ...loadings] = line.arguments;
      expect(dunnettProbability(bound, loadings)).toBeCloseTo(line.value, 6);
    }
    expect(dunnettMultiplier(0.95, [Math.SQRT1_2, Math.SQRT1_2])).toBeCloseTo(2.212, 3);
    expect(dunnettMultiplier(0.95, [0.5])).toBeCloseTo(1.959964, 6);
  });

  it.each([
    ['none', 'effect'],
    ['holm', 'too-small-to-tell'],
    ['dunnett', 'too-small-to-tell'],
  ] as const)('a difference that only luck among three explains: %s says %s', (correction, verdict) => {
    const arm = (successes: number) => ({ successes, trials: 1000 });
    const compared = answer(
      compareTreatments({
        control: arm(100),
        treatments: [130, 101, 99].map((successes, index) => ({
          name: `mail ${index + 1}`,
          arm: arm(successes),
        })),
        compare: differenceInProportions,
        correction,
      }),
    );
    expect(compared.map((each) => each.verdict)).toEqual([verdict, 'too-small-to-tell', 'too-small-to-tell']);
  });
});

describe('sizes', () => {
  it('for means: within three of the exact Student size', () => {
    for (const {
      arguments: [difference = 0, deviation = 0],
      value,
    } of linesOf('meansSize')) {
      expect(Math.abs(answer(sampleSizeForMeans({ difference, deviation })).treated - value)).toBeLessThan(3);
    }
  });

  it('for proportions: power within 1 point of counting every outcome', () => {
    for (const { arguments: figures, value } of linesOf('proportionsPower')) {
      const [treatedRate = 0, controlRate = 0, people = 0, others = 0] = figures;
      const power = powerForProportions({ treatedRate, controlRate, treated: people, control: others });
      expect(Math.abs(power - value)).toBeLessThan(0.01);
    }
    expect(sampleSizeForProportions({ treatedRate: 0.12, controlRate: 0.1 })).toEqual({
      treated: 3841,
      control: 3841,
    });
  });

  it('refuses a difference of nothing', () => {
    expect(sampleSizeForMeans({ difference: 0, deviation: 1 })).toMatchObject({ code: 'impossible-figure' });
    expect(sampleSizeForProportions({ treatedRate: 0.1, controlRate: 0.1 })).toMatchObject({ refused: true });
  });
});

it('the verdict follows the interval and what matters', () => {
  const judge = (low: number, high: number, matters: number | null = null) =>
    judgeDifference({ interval: { low, high } }, matters);
  expect(judge(0.01, 2)).toBe('effect');
  expect(judge(-2, -0.01)).toBe('harm');
  expect(judge(-1, 2)).toBe('too-small-to-tell');
  expect(judge(-1, 2, 1.5)).toBe('too-small-to-tell');
  expect(judge(-1, 1, 1.5)).toBe('no-effect-shown');
  expect(judge(0, 0)).toBe('too-small-to-tell');
});

it('break-even: cost over margin, 1 € a letter and 20 € a response need 5 %', () => {
  expect(breakEvenResponse({ costPerContact: 1, marginPerResponse: 20 })).toBe(0.05);
  expect(breakEvenResponse({ costPerContact: 0, marginPerResponse: -3 })).toBe(0);
  expect(breakEvenResponse({ costPerContact: 1, marginPerResponse: 0 })).toBeNull();
  expect(breakEvenResponse({ costPerContact: -1, marginPerResponse: 20 })).toMatchObject({ refused: true });
});

describe('measureEffects', () => {
  const armOf = (margins: readonly number[]) => ({
    response: margins.map((margin) => (margin > 0 ? 1 : 0)),
    orders: margins.map((margin) => (margin > 0 ? 1 : 0)),
    netSales: margins.map((margin) => 2 * margin),
    margin: margins,
  });
  const buyers = (people: number, every: number) =>
    armOf(Array.from({ length: people }, (_, index) => (index % every === 0 ? 20 + (index % 7) : 0)));

  it('profit and ROI follow the margin, contacts and costs', () => {
    const effects = answer(
      measureEffects({
        treated: buyers(900, 3),
        control: buyers(900, 6),
        costPerContact: 0.5,
        contacts: 800,
        fixedCost: 100,
      }),
    );
    const margin = answer(effects.margin);
    const profit = answer(effects.profit);
    expect(profit.cost).toBe(500);
    expect(profit.estimate).toBeCloseTo(900 * margin.difference.estimate - 500, 9);
    expect(profit.interval.low).toBeCloseTo(900 * margin.difference.interval.low - 500, 9);
    expect(profit.roi?.interval.high).toBeCloseTo((900 * margin.difference.interval.high - 500) / 500, 9);
    expect(effects.breakEven.response).toBeCloseTo(0.5 / (effects.breakEven.marginPerResponse ?? 0), 12);
    expect(effects.breakEven.marginPerResponse).toBeGreaterThan(20);
    expect([effects.verdict, profit.verdict, effects.response.verdict]).toEqual([
      'effect',
      'effect',
      'effect',
    ]);
  });

  it('an idle campaign that cost much is shown to have had no effect worth it; a harmful one is called harm', () => {
    const idle = answer(
      measureEffects({ treated: buyers(4000, 4), control: buyers(4000, 4), costPerContact: 5 }),
    );
    expect(idle.verdict).toBe('no-effect-shown');
    expect(answer(idle.profit).verdict).toBe('harm');
    const harm = answer(
      measureEffects({ treated: buyers(900, 6), control: buyers(900, 3), costPerContact: 0 }),
    );
    expect(harm.verdict).toBe('harm');
    expect(answer(harm.profit).roi).toBeNull();
  });

  it.each([
    ['empty-arm', buyers(900, 3), armOf([])],
    ['one-person-arm', armOf([5]), buyers(900, 3)],
    [
      'not-a-number',
      buyers(900, 3),
      { ...buyers(900, 3), margin: buyers(900, 3).margin.with(4, Number.NaN) },
    ],
    ['not-zero-or-one', { ...buyers(9, 3), response: [0, 1, 2, 0, 0, 0, 0, 0, 0] }, buyers(900, 3)],
    ['lengths-differ', { ...buyers(9, 3), orders: [1] }, buyers(900, 3)],
  ] as const)('refuses in words: %s', (code, one, two) => {
    const refusal = measureEffects({ treated: one, control: two, costPerContact: 1 });
    expect(refusal).toMatchObject({ refused: true, kind: 'invalid', code });
    expect(isRefusal(refusal) && refusal.message).toMatch(/arm/);
  });

  it('nobody bought at all: money is refused in words, response is not, the verdict is too small to tell', () => {
    const nobody = armOf([0, 0, 0, 0, 0]);
    const effects = answer(measureEffects({ treated: nobody, control: nobody, costPerContact: 1 }));
    expect(effects.margin).toMatchObject({ code: 'all-equal' });
    expect(effects.profit).toMatchObject({ code: 'all-equal' });
    expect(effects.response.difference).toMatchObject({ estimate: 0, statistic: 0, p: 1 });
    expect(effects.verdict).toBe('too-small-to-tell');
    expect(measureEffects({ treated: buyers(90, 3), control: nobody, costPerContact: 1 })).toMatchObject({
      margin: { code: 'arm-without-spread' },
      verdict: 'too-small-to-tell',
    });
  });

  it('impossible costs and sums are refused', () => {
    const arms = { treated: buyers(90, 3), control: buyers(90, 6) };
    for (const cost of [Number.NaN, -1, Infinity]) {
      expect(measureEffects({ ...arms, costPerContact: cost })).toMatchObject({ code: 'impossible-figure' });
    }
    const sums = { sum: 100, sumOfSquares: 1 };
    const totals = { customers: 10, responders: 5, orders: sums, netSales: sums, margin: sums };
    expect(measureEffects({ treated: totals, control: totals, costPerContact: 1 })).toMatchObject({
      code: 'impossible-sums',
    });
  });

  it('whatever the figures, an answer is finite or a refusal', () => {
    const figure = fc.oneof(fc.double(), fc.constantFrom(0, 0, 0, 1, 1e308, -1e308, 1e-320));
    const arm = fc.array(
      fc.record({
        response: fc.constantFrom(0, 1, 1),
        orders: figure,
        netSales: figure,
        margin: figure,
        marginBefore: figure,
      }),
      { maxLength: 8 },
    );
    const lists = (
      rows: Array<Record<'response' | 'orders' | 'netSales' | 'margin' | 'marginBefore', number>>,
    ) => ({
      response: rows.map((row) => row.response),
      orders: rows.map((row) => row.orders),
      netSales: rows.map((row) => row.netSales),
      margin: rows.map((row) => row.margin),
      marginBefore: rows.map((row) => row.marginBefore),
    });
    const property = fc.property(arm, arm, figure, (one, two, costPerContact) => {
      const effects = measureEffects({ treated: lists(one), control: lists(two), costPerContact });
      expect(numbersIn(effects).filter((value) => !Number.isFinite(value))).toEqual([]);
    });
    fc.assert(property, { numRuns: 3000, seed: 11 });
  });
});

function numbersIn(value: Effects | unknown): number[] {
  if (typeof value === 'number') return [value];
  if (value === null || typeof value !== 'object' || isRefusal(value)) return [];
  return Object.values(value).flatMap(numbersIn);
}
