import { assert, bigInt, integer, property } from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readCurrency } from './currencies.ts';
import { isDatePattern } from './date-pattern.ts';
import { multiplyDecimals } from './multiply-decimals.ts';
import { dayReader, momentReader } from './read-date.ts';
import { decimalReader } from './read-decimal.ts';
import { isScientific } from './read-identifier.ts';

describe('decimals', () => {
  const french = decimalReader(',');
  const english = decimalReader('.');

  it.each([
    ['1 234,56 €', '1234.56'],
    ['1\u00a0234,56\u00a0€', '1234.56'],
    ['1\u202f234\u202f567,8', '1234567.8'],
    ['1.234,56', '1234.56'],
    ['€ 12,50', '12.5'],
    ['12,50 EUR', '12.5'],
    ['EUR 12,50', '12.5'],
    ['(12,50)', '-12.5'],
    ['12,50-', '-12.5'],
    ['−3', '-3'],
    ['+3', '3'],
    [',5', '0.5'],
    ['-0', '0'],
    ["1'234,5", '1234.5'],
  ])('reads %s as %s where the comma comes before decimals', (written, value) => {
    expect(french(written)).toBe(value);
  });

  it.each([
    ['1,234.56', '1234.56'],
    ['$1,234.56', '1234.56'],
    ['-$5.00', '-5'],
    ['2.55', '2.55'],
    ['-3', '-3'],
    ['1e+05', '100000'],
    ['1.25E3', '1250'],
    ['-2.5e-04', '-0.00025'],
    ['0.123456', '0.123456'],
    ['0.1234565', '0.123457'],
    ['-0.1234565', '-0.123457'],
    ['999999999999.9999994', '999999999999.999999'],
  ])('reads %s as %s where the point does', (written, value) => {
    expect(english(written)).toBe(value);
  });

  it.each([
    '',
    'abc',
    '1,2,3',
    '12,34,567.8',
    '1.2.3',
    '12E5',
    '1e+12',
    '--1',
    '.',
    '-',
    '1234567890123',
    'NaN',
    '1.000,5',
  ])('does not read %j', (written) => {
    expect(english(written)).toBeUndefined();
  });

  it('multiplies exactly: as big integers do, at every size', () => {
    const scaled = (value: bigint, scale: number) => {
      const digits = (value < 0n ? -value : value).toString().padStart(scale + 1, '0');
      const at = digits.length - scale;
      return `${value < 0n ? '-' : ''}${digits.slice(0, at)}${scale === 0 ? '' : `.${digits.slice(at)}`}`;
    };
    const factor = bigInt({ min: -(10n ** 9n), max: 10n ** 9n });
    assert(
      property(factor, integer({ min: 0, max: 3 }), factor, integer({ min: 0, max: 3 }), (a, i, b, j) => {
        const answer = multiplyDecimals(scaled(a, i), scaled(b, j));
        const product = a * b * 10n ** BigInt(6 - i - j);
        if ((product < 0n ? -product : product) >= 10n ** 18n) expect(answer).toBeUndefined();
        else expect(BigInt(scaleUp(answer ?? ''))).toBe(product);
      }),
    );
    expect(multiplyDecimals('6', '2.55')).toBe('15.30');
    expect(multiplyDecimals('0.0005', '0.0015')).toBe('0.000001');
    expect(multiplyDecimals('-1', '0')).toBe('0');
  });
});

/** A decimal text as a whole number of millionths. */
function scaleUp(text: string): string {
  const [whole = '', decimals = ''] = text.split('.');
  return whole + decimals.padEnd(6, '0');
}

describe('dates', () => {
  it.each([
    ['iso', 'UTC', '2010-12-01 08:26:00', '2010-12-01 08:26:00.000'],
    ['iso', 'UTC', '2010-12-01T08:26:00.1234Z', '2010-12-01 08:26:00.123'],
    ['iso', 'Europe/Paris', '2024-07-14', '2024-07-14 00:00:00.000'],
    ['iso', 'Europe/Paris', '2024-07-14 00:00', '2024-07-13 22:00:00.000'],
    ['dd/MM/yyyy', 'Europe/Paris', '14/07/2024', '2024-07-14 00:00:00.000'],
    ['iso', 'Europe/Paris', '2024-07-14T10:00+02:00', '2024-07-14 08:00:00.000'],
    ['dd/MM/yyyy', 'UTC', '29/02/2024', '2024-02-29 00:00:00.000'],
    ['dd/MM/yyyy HH:mm', 'Europe/Paris', '1/2/2024 9:05', '2024-02-01 08:05:00.000'],
    ['dd/MM/yyyy', 'UTC', '2024-02-01', '2024-02-01 00:00:00.000'],
    ['yyyyMMdd', 'UTC', '19970112', '1997-01-12 00:00:00.000'],
    ['dd.MM.yy', 'UTC', '03.04.99', '1999-04-03 00:00:00.000'],
    // The hour skipped and the hour lived twice in Paris in 2024.
    ['iso', 'Europe/Paris', '2024-03-31 02:30:00', '2024-03-31 01:30:00.000'],
    ['iso', 'Europe/Paris', '2024-10-27 02:30:00', '2024-10-27 00:30:00.000'],
    ['iso', 'Europe/Paris', '2024-10-27 03:30:00', '2024-10-27 02:30:00.000'],
  ])('in %s, %s: %s is %s', (pattern, zone, written, moment) => {
    expect(momentReader(pattern, zone)(written)).toBe(moment);
  });

  it.each([
    ['dd/MM/yyyy', '31/02/2024'],
    ['dd/MM/yyyy', '12/31/2024'],
    ['iso', '2023-02-29'],
    ['iso', '2024-13-01'],
    ['iso', '2024-01-01 25:00:00'],
    ['iso', '0001-01-01'],
    ['iso', '45321'],
    ['iso', 'yesterday'],
    ['yyyyMMdd', '1997112'],
  ])('in %s does not read %s', (pattern, written) => {
    expect(momentReader(pattern, 'UTC')(written)).toBeUndefined();
    expect(dayReader(pattern)(written)).toBeUndefined();
  });

  it('reads a birthday as a day, in no zone', () => {
    expect(dayReader('dd/MM/yyyy')('28/02/1980')).toBe('1980-02-28');
  });

  it('knows a pattern it can use', () => {
    for (const good of ['iso', 'dd/MM/yyyy', 'yyyyMMdd', 'dd-MM-yy HH:mm:ss'])
      expect(isDatePattern(good)).toBe(true);
    for (const bad of ['', 'dd/MM', 'DD/MM/YYYY', 'd/M/yyyy', 'yyyy-MMM-dd'])
      expect(isDatePattern(bad)).toBe(false);
  });
});

it('reads currencies of ISO 4217 and refuses others', () => {
  expect(['EUR', 'eur', '€', '£', 'xof'].map(readCurrency)).toEqual(['EUR', 'EUR', 'EUR', 'GBP', 'XOF']);
  expect(['$', 'EURO', 'XYZ', ''].map(readCurrency)).toEqual([undefined, undefined, undefined, undefined]);
});

it('sees identifiers that a spreadsheet has rounded', () => {
  expect(['3,76E+12', '3.76012E+12', '1E+15'].map(isScientific)).toEqual([true, true, true]);
  expect(['E12', '12E', '85123A', '1234567890123', 'C536379'].map(isScientific)).toEqual(
    Array(5).fill(false),
  );
});
