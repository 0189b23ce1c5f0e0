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
