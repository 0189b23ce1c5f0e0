import fc from 'fast-check';
import { expect, test } from 'vitest';
import { checkBirthDate } from './check-birth-date.ts';
import { isDate } from './is-date.ts';

test.each([
  ['1980-02-29', []],
  ['1981-02-29', ['birth-date-impossible']],
  ['1900-02-29', ['birth-date-impossible']],
  ['2026-11-23', ['birth-date-impossible']],
  ['1875-02-21', ['birth-date-impossible']],
  ['1905-06-30', []],
  ['1900-01-01', ['birth-date-default']],
  ['1970-01-01', ['birth-date-default']],
  ['1962-01-01', ['birth-date-first-of-january']],
  ['2011-11-23', ['birth-date-child']],
  ['2011-11-22', []],
  ['12/03/1980', ['birth-date-impossible']],
])('born on %s', (date, codes) => {
  expect(checkBirthDate(date, '2026-11-22').map(({ code }) => code)).toEqual(codes);
});

test('the days of the calendar are those of another calendar', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 1, max: 9999 }),
      fc.integer({ min: 0, max: 13 }),
      fc.integer({ min: 0, max: 32 }),
      (y, m, d) => {
        const text = `${String(y).padStart(4, '0')}-${String(m).padStart(2, '0')}-${String(d).padStart(2, '0')}`;
        const date = new Date(`${text}T00:00:00Z`);
        const exists = !Number.isNaN(date.getTime()) && date.toISOString().slice(0, 10) === text;
        expect(isDate(text)).toBe(exists);
      },
    ),
  );
});
