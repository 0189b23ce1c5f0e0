import fc from 'fast-check';
import { expect, it } from 'vitest';
import { formatDecimal, multiplyDecimals, parseDecimal, trimDecimal } from './decimal.ts';

it('reads and writes plain decimals exactly', () => {
  expect(parseDecimal('9747747.934')).toBe(9_747_747_934_000n);
  expect(formatDecimal(9_747_747_934_000n)).toBe('9747747.934');
  expect(formatDecimal(-500_000n)).toBe('-0.5');
  for (const text of ['1,5', '', '1e5', 'NaN', '1.0000001', '--1', '1 000'])
    expect(parseDecimal(text)).toBeUndefined();
});

it('gives back any amount it wrote', () => {
  fc.assert(
    fc.property(
      fc.bigInt({ min: -(10n ** 18n), max: 10n ** 18n }),
      (micros) => parseDecimal(formatDecimal(micros)) === micros,
    ),
  );
});

it('multiplies exactly and rounds half away from zero', () => {
  expect(formatDecimal(multiplyDecimals(2_550_000n, 6_000_000n))).toBe('15.3');
  expect(multiplyDecimals(1n, 500_000n)).toBe(1n);
  expect(multiplyDecimals(-1n, 500_000n)).toBe(-1n);
});

it('trims what engines pad', () => {
  expect(['9747747.934000', '12.000000', '100'].map(trimDecimal)).toEqual(['9747747.934', '12', '100']);
});
