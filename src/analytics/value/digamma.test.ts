import { expect, it } from 'vitest';
import { readReference } from '../../../test/reference/read-reference.ts';
import { digamma } from './digamma.ts';

const lines = readReference('value.csv').filter(({ name }) => name === 'digamma');

it.each(lines)('digamma($arguments) by SciPy', ({ arguments: [x = Number.NaN], value }) => {
  expect(Math.abs(digamma(x) - value) / Math.max(1, Math.abs(value))).toBeLessThan(1e-13);
});

it('refuses what is outside its domain', () => {
  for (const x of [0, -1, Number.NaN, Infinity]) expect(() => digamma(x)).toThrow(RangeError);
});
