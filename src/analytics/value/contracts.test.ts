import { describe, expect, it } from 'vitest';
import { readReference } from '../../../test/reference/read-reference.ts';
import { remainingPeriods } from './contract-lifetime.ts';
import { joinOutcomes, outcomesOfSurvivors } from './contract-outcomes.ts';
import { contractsOfTransactions } from './contracts-of-transactions.ts';
import { fitContractModel, retention, survival } from './fit-contract-model.ts';
import { isRefusal } from './refusal.ts';

const lines = readReference('value.csv');
const reference = new Map(lines.map((line) => [line.name, line.value]));
const survivors = [1000, 869, 743, 653, 593, 551, 517, 491];

function answer<T>(outcome: T): Exclude<T, { refused: true }> {
  if (isRefusal(outcome)) throw new Error(outcome.message);
  return outcome as Exclude<T, { refused: true }>;
}

const high = () => answer(outcomesOfSurvivors(survivors));

describe('contracts', () => {
  it.each(['sbg', 'bdw'] as const)('%s on the published survivors, by SciPy', (model) => {
    const fit = answer(fitContractModel({ model, outcomes: high() }));
    for (const [key, value] of Object.entries(fit.parameters)) {
      expect(value / (reference.get(`${model}.${key}`) ?? 0)).toBeCloseTo(1, 5);
      expect((fit.standardErrors[key] ?? 0) / (reference.get(`${model}.${key}.error`) ?? 0)).toBeCloseTo(
        1,
        3,
      );
    }
    expect(fit.logLikelihood).toBeCloseTo(reference.get(`${model}.logLikelihood`) ?? 0, 8);
    expect(fit.customers).toBe(1000);
  });

  it('sbg as published: α 0.668088, β 3.806095, ln L −1611.1581', () => {
    const fit = answer(fitContractModel({ model: 'sbg', outcomes: high() }));
    expect(fit.parameters.alpha).toBeCloseTo(0.668088, 6);
    expect(fit.parameters.beta).toBeCloseTo(3.806095, 6);
    expect(fit.logLikelihood).toBeCloseTo(-1611.1581, 4);
    // By hand: S(1) = β/(α+β), r₂ = (β+1)/(α+β+1).
    expect(survival(fit, 1)).toBeCloseTo(3.806095 / 4.474183, 6);
    expect(retention(fit, 1)).toBeCloseTo(4.806095 / 5.474183, 6);
  });

  it.each(lines.filter(({ name }) => name === 'sbg.remaining'))(
    'remaining periods by ₂F₁: $arguments',
    (line) => {
      const [alpha = 0, beta = 0, renewed = 0, rate = 0] = line.arguments;
      const periods = answer(remainingPeriods({ fit: { parameters: { alpha, beta } }, renewed, rate }));
      expect(periods / line.value).toBeCloseTo(1, 9);
    },
  );

  it('two cohorts count as the sum of their renewals', () => {
    const joined = joinOutcomes([high(), answer(outcomesOfSurvivors([500, 400, 350]))]);
    expect([...joined.lost.slice(0, 3)]).toEqual([231, 176, 90]);
    expect([...joined.still]).toEqual([0, 350, 0, 0, 0, 0, 491]);
  });

  it('reads payments: renewed while each period has one, lost at the first without, the unfinished period left out', () => {
    const pays = { steady: [0, 31, 60, 92], lapsed: [0, 35, 95], recent: [90], once: [3] };
    const rows = Object.entries(pays).flatMap(([customer, days]) => days.map((day) => ({ customer, day })));
    const outcomes = contractsOfTransactions({
      transactions: { customer: rows.map((row) => row.customer), day: rows.map((row) => row.day) },
      until: 119,
      unitDays: 30,
    });
    // 120 days are four periods: three renewals. "steady" made all; "lapsed" missed the second; "once" the first (117 days: 3 periods).
    expect(outcomes).toEqual({ lost: Float64Array.of(1, 1, 0), still: Float64Array.of(0, 0, 1) });
  });

  it('refuses in words what tells nothing', () => {
    const codes = [
      outcomesOfSurvivors([100, 120]),
      outcomesOfSurvivors([100]),
      fitContractModel({ model: 'sbg', outcomes: answer(outcomesOfSurvivors([100, 100, 100])) }),
      fitContractModel({ model: 'sbg', outcomes: answer(outcomesOfSurvivors([100, 0, 0])) }),
      remainingPeriods({ fit: { parameters: { alpha: 1, beta: 2 } }, renewed: 0, rate: 0 }),
    ].map((outcome) => (isRefusal(outcome) ? outcome.code : 'answered'));
    expect(codes).toEqual([
      'impossible-survivors',
      'no-contracts',
      'no-loss',
      'all-equal',
      'no-finite-value',
    ]);
  });

  it('customers all alike: a caution, and numbers all the same', () => {
    const fit = answer(
      fitContractModel({ model: 'sbg', outcomes: answer(outcomesOfSurvivors([1000, 900, 810, 729])) }),
    );
    expect(fit.cautions.map(({ code }) => code)).toEqual(['flat-likelihood']);
    expect(retention(fit, 0)).toBeCloseTo(0.9, 3);
  });
});
