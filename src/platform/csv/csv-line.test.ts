import { parse } from 'csv-parse/sync';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { csvLine } from './csv-line.ts';

test('no cell of text begins as a formula does', () => {
  expect(csvLine(['=1+1', '+33612345678', '-2+3', '@SUM(A1)', '\tx', '\rx'])).toBe(
    `'=1+1;'+33612345678;'-2+3;'@SUM(A1);'\tx;"'\rx"\r\n`,
  );
  expect(csvLine(['-12.50', -12.5, 7n, null, true])).toBe('-12.50;-12.5;7;;true\r\n');
});

test('another reader gives back every text that is no formula, whatever it holds', () => {
  const text = fc.string({ unit: 'grapheme' }).filter((value) => !/^[=+\-@\t\r\uFEFF]/.test(value));
  fc.assert(
    fc.property(fc.array(text, { minLength: 2, maxLength: 6 }), (cells) => {
      const [row] = parse(csvLine(cells), { delimiter: ';', record_delimiter: '\r\n' });
      expect(row).toEqual(cells);
    }),
  );
});
