import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, inject, it } from 'vitest';
import { copyInstallation } from '#test/installation';
import { runCommand } from '#test/run-command';

const folder = mkdtempSync(join(tmpdir(), 'chacun-profit-'));
const data = join(folder, 'data');
copyInstallation(inject('installation'), data);
afterAll(() => rmSync(folder, { recursive: true, force: true }));

it('lists the customers who make a line of the account, as JSON and for people, and names a line there is not', async () => {
  const mapping = {
    ...{ name: 'sales', source: 'shop', format: { kind: 'csv' } },
    records: [
      { kind: 'person', fields: { key: 'who', familyName: 'name' } },
      {
        kind: 'orderLine',
        fields: {
          ...{
            person: 'who',
            order: 'order',
            at: 'day',
            sku: 'sku',
            quantity: 'quantity',
            unitPrice: 'price',
          },
          currency: { constant: 'EUR' },
        },
      },
    ],
  };
  const today = new Date().toISOString().slice(0, 10);
  writeFileSync(join(folder, 'mapping.json'), JSON.stringify(mapping));
  writeFileSync(
    join(folder, 'sales.csv'),
    `who,name,order,day,sku,quantity,price\n1,Martin,a,${today},s,2,10\n2,Petit,b,${today},s,1,70.5\n1,Martin,c,${today},s,1,5\n`,
  );
  const imported = await runCommand(
    data,
    'import',
    join(folder, 'sales.csv'),
    '--mapping',
    join(folder, 'mapping.json'),
  );
  expect(imported.code, imported.out).toBe(0);
  await runCommand(data, 'value', 'refresh');
  const line = ['value', 'profit', 'line', 'netSales'];
  const { out } = await runCommand(data, ...line, '--limit', '1', '--json');
  const reply = JSON.parse(out) as { nextCursor: string };
  expect(reply).toMatchObject({ customers: 2, total: '95.5', currency: 'EUR', unknown: 0 });
  expect(reply).toMatchObject({ items: [{ name: 'Petit', amount: '70.5' }] });
  const rest = await runCommand(data, ...line, '--cursor', reply.nextCursor);
  expect(rest.out).toMatch(/Martin.*25/);
  expect(rest.out).not.toContain('Petit');
  await concentrationIsPrinted();
  await cellsArePrinted();
  await factsArePrinted(today);
  const wrong = await runCommand(data, 'value', 'profit', 'line', 'nothing', '--json');
  expect(wrong.code).not.toBe(0);
}, 300_000);

/** Concentration at each kept date, as JSON and for people: 25 and 70.5 of 95.5 make a Gini of 0.238; of two customers there is no tenth. */
async function concentrationIsPrinted(): Promise<void> {
  await runCommand(data, 'value', 'refresh');
  const concentration = ['value', 'portfolio', 'concentration'];
  const asked = await runCommand(data, ...concentration, '--json');
  const { items, measure } = JSON.parse(asked.out) as { measure: string; items: Record<string, unknown>[] };
  expect(measure).toBe('netSales12Months');
  expect(items).toHaveLength(2);
  const last = items.at(-1);
  expect(last).toMatchObject({ customers: 2, total: 95.5, currency: 'EUR', firstTenth: null });
  expect(Number(last?.['gini'])).toBeCloseTo((70.5 - 25) / 2 / 95.5, 10);
  const told = await runCommand(data, ...concentration);
  expect(told.out).toMatch(/snapshotId +asOf +customers +total +gini/);
  expect(told.out).toMatch(/2 +95\.5 +0\.238/);
  const wrong = await runCommand(data, ...concentration, '--measure', 'nothing');
  expect(wrong.code).not.toBe(0);
}

type People = { items: { customerId: number; name: string; netSales: string }[]; nextCursor: string | null };
type Cells = { cells: { name?: string; actual?: number; potential?: number | null; customers: number }[] };

/** Every cell of the ranks and of a matrix, as its people: as many as it tells, each in one. */
async function cellsArePrinted(): Promise<void> {
  const portfolio = async <Reply>(...words: string[]) => {
    const { out, err } = await runCommand(data, 'value', 'portfolio', ...words, '--json');
    return JSON.parse(out === '' ? err : out) as Reply;
  };
  const { cells } = await portfolio<Cells>('ranks');
  const people = [];
  for (const { actual, potential, customers } of cells.filter((cell) => cell.customers > 0)) {
    const across = potential == null ? [] : [String(potential)];
    const { items } = await portfolio<People>('rank', String(actual), ...across, '--snapshot-id', '1');
    expect(items).toHaveLength(customers);
    people.push(...items.map((one) => `${one.name} ${one.netSales}`));
  }
  expect(people.toSorted()).toEqual(['Martin 25', 'Petit 70.5']);
  const matrix = await portfolio<Cells>('matrix', 'revenue-lifetime', '--cut-x', '0', '--cut-y', '50');
  const full = matrix.cells.filter((cell) => cell.customers > 0);
  expect(full.map((cell) => cell.customers)).toEqual([1, 1]);
  const lines = ['--cut-x', '0', '--cut-y', '50', '--as-of', new Date().toISOString().slice(0, 10)];
  const told = [];
  for (const { name = '' } of full) {
    const cell = ['value', 'portfolio', 'cell', 'revenue-lifetime', name, ...lines];
    told.push((await runCommand(data, ...cell)).out);
  }
  expect(told.join()).toMatch(/customerId +name +netSales +futureSales/);
  expect(told.filter((text) => /Petit +70\.5/.test(text) !== /Martin +25/.test(text))).toHaveLength(2);
  const early = await runCommand(data, 'value', 'portfolio', 'rank', '5', '--as-of', '2001-01-01');
  expect(early.code).toBe(2);
  expect(early.err).toContain('the first date kept is');
  const both = await runCommand(data, 'value', 'recency', '--as-of', '2001-01-01', '--snapshot-id', '1');
  expect(both.err).toContain('not both');
}

/** Facts of the base and of one customer, page by page, as JSON and for people. */
async function factsArePrinted(today: string): Promise<void> {
  const facts = ['value', 'profit', 'facts', 'netSales'];
  const first = await runCommand(data, ...facts, '--limit', '2');
  expect(first.out).toMatch(/facts +3\ntotal +95\.5/);
  expect(first.out).toMatch(/at +customerId +name +what +detail +volume +amount/);
  expect(first.out).toContain(today);
  const [, cursor = ''] = /--cursor (\S+)/.exec(first.out) ?? [];
  const rest = JSON.parse(
    (await runCommand(data, ...facts, '--cursor', cursor, '--as-of', today, '--json')).out,
  ) as { items: { customerId: number; name: string }[]; nextCursor: null };
  expect(rest).toMatchObject({
    facts: 3,
    total: '95.5',
    nextCursor: null,
    items: [{ what: 'b', name: 'Petit' }],
  });
  const petit = String(rest.items[0]?.customerId);
  const own = await runCommand(data, ...facts, '--customer', petit);
  expect(own.out).toMatch(/facts +1\ntotal +70\.5/);
  const dated = await runCommand(data, ...facts, '--customer', petit, '--as-of', today);
  expect([dated.code, dated.err]).toEqual([2, expect.stringContaining('newest date only')]);
}
