import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, it } from 'vitest';
import { readSeasonFile } from './season-file.ts';

const folder = mkdtempSync(join(tmpdir(), 'season-'));
afterAll(() => rmSync(folder, { recursive: true }));

function read(heading: string, lines: readonly string[]) {
  const file = join(folder, 'season.csv');
  writeFileSync(file, `${[heading, ...lines].join('\n')}\n`);
  return readSeasonFile(file);
}
const months = Array.from({ length: 12 }, (_, place) => place + 1);

it('reads months in any order, with semicolons and decimal commas', async () => {
  const lines = months.toReversed().map((month) => `${month};${month},5`);
  expect(await read('month;weight', lines)).toEqual(months.map((month) => month + 0.5));
});

it('reads dated years and averages them month by month', async () => {
  const year = (of: number, times: number) =>
    months.map((month) => `${of}-${`${month}`.padStart(2, '0')},${month * times}`);
  expect(await read('Date,Weight', [...year(2009, 1), ...year(2010, 3)])).toEqual(
    months.map((month) => 2 * month),
  );
});

it.each([
  ['month,sales', ['1,2'], 'column-missing', /has month, sales/],
  ['month,weight', ['1,2', '13,2'], 'line-unreadable', /Line 3: no month in "13"/],
  ['month,weight', ['1,0'], 'line-unreadable', /Line 2: no weight above 0 in "0"/],
  ['month,weight', ['1,some'], 'line-unreadable', /Line 2: no weight above 0 in "some"/],
  ['month,weight', months.slice(2).map((month) => `${month},1`), 'months-missing', /month 1, 2/],
  ['month,weight', [], 'months-missing', /whole years/],
] as const)('refuses %s %j in words', async (heading, lines, code, words) => {
  const refusal = await read(heading, lines);
  expect(refusal).toMatchObject({ code });
  expect('message' in refusal && refusal.message).toMatch(words);
});
