import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterAll, expect, it } from 'vitest';
import { dateReader } from './date-format.ts';
import { readTransactionFile } from './transaction-file.ts';
import { transactionNotes } from './transaction-notes.ts';

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

it('reads CSV, with semicolons, decimal commas and gzip', async () => {
  const text = 'who;when;euros\nann;22/11/2026 10:30;1 234,50\nbob;01/01/1970;-3\n';
  const wanted = { customer: 'who', date: 'when', amount: 'euros', dateFormat: 'DD/MM/YYYY' };
  const expected = {
    customer: ['ann', 'bob'],
    day: Float64Array.of(20779, 0),
    amount: Float64Array.of(1234.5, -3),
  };
  expect(await readTransactionFile(written(text), wanted)).toEqual(expected);
  expect(await readTransactionFile(written(text, true), wanted)).toEqual(expected);
});

it('reads what Excel saves on an old French machine: Windows letters, semicolons', async () => {
  const file = join(folder, 'ventes');
  const line = (who: string) => `${who};2026-01-01\r\n`;
  writeFileSync(
    file,
    Buffer.from(`client;jour\r\n${line('Zoé').repeat(40)}${line('Loïc').repeat(40)}`, 'latin1'),
  );
  const found = await readTransactionFile(file, { customer: 'client', date: 'jour' });
  expect('refused' in found ? found.message : [...new Set(Array.from(found.customer))]).toEqual([
    'Zoé',
    'Loïc',
  ]);
});

it('reads fixed width by places', async () => {
  const file = written(' 00004 0001 19970101  2   29.33\n 00004 0001 19970118  2   29.73\n');
  const columns = 'customer:8-11,date:13-20,amount:24-31';
  expect(
    await readTransactionFile(file, { customer: 'customer', date: 'date', amount: 'amount', columns }),
  ).toEqual({
    customer: ['0001', '0001'],
    day: Float64Array.of(9862, 9879),
    amount: Float64Array.of(29.33, 29.73),
  });
});

it('reads dates as told, and only those in the calendar', async () => {
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

it('refuses with the line or the column', async () => {
  const wanted = { customer: 'who', date: 'when', amount: 'euros' };
  const ask = (text: string) => readTransactionFile(written(text), wanted);
  expect(await ask('who,when\na,2026-01-01\n')).toMatchObject({
    code: 'column-missing',
    details: { column: 'euros' },
  });
  expect(await ask('who,when,euros\na,2026-01-01,1\nb,soon,2\n')).toMatchObject({
    code: 'line-unreadable',
    details: { line: 3 },
  });
  expect(await ask('who,when,euros\na,2026-01-01,much\n')).toMatchObject({
    code: 'line-unreadable',
    details: { line: 2 },
  });
  expect(await readTransactionFile(join(folder, 'none'), wanted)).toMatchObject({ code: 'file-unreadable' });
  expect(await readTransactionFile(written('x'), { ...wanted, columns: 'who:5-2' })).toMatchObject({
    code: 'columns-unreadable',
  });
});

it('does not add up several currencies; keeps one when told, and minds none where no amount is read', async () => {
  const text = 'who,when,euros,Devise\na,2026-01-01,1,EUR\na,2026-02-01,2,usd\nb,2026-01-02,4,eur\n';
  const wanted = { customer: 'who', date: 'when', amount: 'euros' };
  expect(await readTransactionFile(written(text), wanted)).toMatchObject({
    code: 'several-currencies',
    message: expect.stringContaining('EUR on 2 lines, USD on 1 lines'),
    details: { currencies: { EUR: 2, USD: 1 } },
  });
  expect(await readTransactionFile(written(text), { ...wanted, currency: 'EUR' })).toEqual({
    ...{ customer: ['a', 'b'], day: Float64Array.of(20454, 20455), amount: Float64Array.of(1, 4) },
  });
  expect(await readTransactionFile(written(text), { customer: 'who', date: 'when' })).toMatchObject({
    customer: ['a', 'a', 'b'],
  });
  expect(
    await readTransactionFile(written('who,when,euros\na,2026-01-01,1\n'), { ...wanted, currency: 'EUR' }),
  ).toMatchObject({ code: 'column-missing' });
});

it('says what a file lacks in words, with what to do', async () => {
  const wanted = { customer: 'who', date: 'when' };
  const say = async (text: string, more = {}) => {
    const reply = await readTransactionFile(written(text), { ...wanted, ...more });
    return 'refused' in reply ? reply.message : '';
  };
  expect(await say('')).toMatch(/is empty: its first line must name the columns/);
  expect(await say('a,2026-01-01\n')).toMatch(/no column who; its first line names a, 2026-01-01/);
  expect(await say('who,when\na,31/12/2025\n')).toMatch(/Line 2: "31\/12\/2025" is no date .* --date-format/);
  expect(await say('who,when\na,2026-01-01\nb\n')).toBe(
    'Line 3: The line has 1 values where the file has 2 columns.',
  );
  expect(await say('who,when\n,2026-01-01\n')).toBe('No line names a customer in the column who.');
});

it('sets lines that name no customer aside, and says how many', async () => {
  const file = written('who,when\nann,2026-01-01\n,2026-01-02\n,2026-01-03\nbob,2026-01-04\n');
  const found = await readTransactionFile(file, { customer: 'who', date: 'when' });
  if ('refused' in found) throw new Error(found.message);
  expect([found.customer, [...Float64Array.from(found.day)].length, found.unnamed]).toEqual([
    ['ann', 'bob'],
    2,
    2,
  ]);
  expect(transactionNotes(found, 30_000).map((note) => note.message)).toEqual([
    '2 lines name no customer and were set aside.',
  ]);
});

it('reads a file of many parts line by line, quotes with line ends included', async () => {
  const lines = Array.from({ length: 400_000 }, (_, i) =>
    i % 1000 === 7 ? `"c\n${i % 50}",2026-01-01` : `c${i % 50},2026-01-01`,
  );
  const sales = await readTransactionFile(written(`who,when\n${lines.join('\n')}`), {
    ...{ customer: 'who', date: 'when' },
  });
  if ('refused' in sales) throw new Error(sales.message);
  expect(sales.day.length).toBe(400_000);
  expect(Array.from(sales.customer).filter((who) => who === 'c\n7')).toHaveLength(400);
  expect(new Set(Array.from(sales.customer)).size).toBe(51);
});

it('notes days after today and amounts below zero', async () => {
  const of = (days: number[], amount?: number[]) =>
    transactionNotes({ customer: days, day: days, ...(amount ? { amount } : {}) }, 20_000);
  expect(of([19_999, 20_000], [1, 0])).toEqual([]);
  expect(of([20_001, 31_000], [1, -2]).map((note) => note.message)).toEqual([
    '2 lines are dated after today, the last on 2054-11-16: check these dates; what they hold is taken as bought.',
    '1 line has an amount below zero: each day counts as a purchase, so take out of the file those that are returns.',
  ]);
});
