import { expect, it } from 'vitest';
import { smallestEffect } from './smallest-effect.ts';

it('agrees with the textbook figure: 2.8 standard errors of the difference', () => {
  const standardError = Math.sqrt(0.05 * 0.95 * (1 / 9000 + 1 / 1000));
  expect(smallestEffect({ treated: 9000, control: 1000, base: 0.05 })).toBeCloseTo(2.8016 * standardError, 6);
});

it('more controls show a smaller effect, and no controls show none', () => {
  const few = smallestEffect({ treated: 9900, control: 100, base: 0.05 }) ?? 0;
  const many = smallestEffect({ treated: 9000, control: 1000, base: 0.05 }) ?? 0;
  expect(many).toBeLessThan(few / 2.5);
  expect(smallestEffect({ treated: 9000, control: 0, base: 0.05 })).toBeUndefined();
  expect(smallestEffect({ treated: 9000, control: 1000, base: 0 })).toBeUndefined();
});
