import { describe, expect, it } from 'vitest';
import { scaleOf, stepsOf } from './waterfall.ts';

const explanation = {
  ...{ modelId: 1, priorBits: -15, relativesBits: -2, bits: 3.5, probability: 0.92 },
  fields: [
    { field: 'givenName', level: 'same', bits: 8 },
    { field: 'familyName', level: 'close', bits: 16 },
    { field: 'birthDate', level: 'differs', bits: -3.5 },
  ],
};

describe('the weights of a pair', () => {
  it('add up, each from where the one before ended', () => {
    const steps = stepsOf(explanation);
    expect(steps.map(({ name }) => name)).toEqual([
      'prior',
      'givenName',
      'familyName',
      'birthDate',
      'relatives',
    ]);
    expect(steps.map(({ to }) => to)).toEqual([-15, -7, 9, 5.5, 3.5]);
    expect(steps.at(-1)?.to).toBeCloseTo(explanation.bits);
  });

  it('leave out a roof that takes nothing off', () => {
    expect(stepsOf({ ...explanation, relativesBits: 0 }).map(({ name }) => name)).not.toContain('relatives');
  });

  it('are drawn on a scale that holds every sum and nought', () => {
    expect(scaleOf(stepsOf(explanation))).toEqual([-15, 9]);
    expect(scaleOf([])).toEqual([0, 0]);
  });
});
