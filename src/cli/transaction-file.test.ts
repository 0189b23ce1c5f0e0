import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterAll, expect, it } from 'vitest';
import { dateReader } from './date-format.ts';
import { readTransactionFile } from './transaction-file.ts';

const folder = mkdtempSync(join(tmpdir(), 'transactions-'));
afterAll(() => rmSync(folder, { recursive: true }));

function written(text: string, zipped = false): string {
  const file = join(folder, 'sales');
  writeFileSync(file, zipped ? gzipSync(text) : text);
  return file;
}
const read = (text: string) => dateReader(text);
const day = (format: string | undefined, text: string) => {
  const reader = dateReader(format);
  return 'refused' in reader ? reader.code : reader(text);
};

it('reads CSV, with semicolons, decimal commas and gzip', () => {
  const text = 'who;when;euros\nann;22/11/2026 10:30;1 234,50\nbob;01/01/1970;-3\n';
  const wanted = { customer: 'who', date: 'when', amount: 'euros', dateFormat: 'DD/MM/YYYY' };
  const expected = {
    customer: ['ann', 'bob'],
    day: Float64Array.of(20779, 0),
    amount: Float64Array.of(1234.5, -3),
  };
  expect(readTransactionFile(written(text), wanted)).toEqual(expected);
  expect(readTransactionFile(written(text, true), wanted)).toEqual(expected);
});

it('reads fixed width by places', () => {
  const file = written(' 00004 0001 19970101  2   29.33\n 00004 0001 19970118  2   29.73\n');
  const columns = 'customer:8-11,date:13-20,amount:24-31';
  expect(
    readTransactionFile(file, { customer: 'customer', date: 'date', amount: 'amount', columns }),
  ).toEqual({
    customer: ['0001', '0001'],
    day: Float64Array.of(9862, 9879),
    amount: Float64Array.of(29.33, 29.73),
  });
});

it('reads dates as told, and only those in the calendar', () => {
  expect(day(undefined, '1970-01-02')).toBe(1);
  expect(day(undefined, '19700103')).toBe(2);
  expect(day(undefined, '2026-11-22T23:59:00Z')).toBe(20779);
  expect(day('M/D/YY', '11/22/26')).toBe(20779);
  expect(day('YYYY-MM-DD HH:mm:ss', '2026-11-22 10:00:00')).toBe(20779);
  expect(day('DD.MM.YYYY', '30.02.2026')).toBe(null);
  expect(day('DD/MM/YYYY', '2026-11-22')).toBe(null);
  expect(day(undefined, '2026-11-221')).toBe(null);
  expect(read('MM/YYYY')).toMatchObject({ code: 'date-format-unreadable' });
});

it('refuses with the line or the column', () => {
  const wanted = { customer: 'who', date: 'when', amount: 'euros' };
  const ask = (text: string) => readTransactionFile(written(text), wanted);
  expect(ask('who,when\na,2026-01-01\n')).toMatchObject({
    code: 'column-missing',
    details: { column: 'euros' },
  });
  expect(ask('who,when,euros\na,2026-01-01,1\nb,soon,2\n')).toMatchObject({
    code: 'line-unreadable',
    details: { line: 3 },
  });
  expect(ask('who,when,euros\na,2026-01-01,much\n')).toMatchObject({
    code: 'line-unreadable',
    details: { line: 2 },
  });
  expect(readTransactionFile(join(folder, 'none'), wanted)).toMatchObject({ code: 'file-unreadable' });
  expect(readTransactionFile(written('x'), { ...wanted, columns: 'who:5-2' })).toMatchObject({
    code: 'columns-unreadable',
  });
});
