import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { sql } from '#platform/database';
import { orThrow } from '#platform/errors';
import { openTestEngines, type TestEngines } from '#test/engines';
import { importNeeds } from '#test/imports';
import { Mapping } from '../mapping/mapping.ts';
import { importFile } from './import-file.ts';
import { runImport } from './run-import.ts';

let engines: TestEngines;
beforeAll(async () => {
  engines = await openTestEngines();
});
afterAll(() => engines.close());

const tables = ['order_lines', 'known_lines', 'seen_lines'];

async function stored(importId: number) {
  const counts = await Promise.all(
    ['order_lines', 'known_lines'].map((table) =>
      engines.warehouse.query<{ chunk: number; rows: number }>(
        `SELECT chunk, count() AS rows FROM ${table} WHERE import_id = {importId:UInt64} GROUP BY chunk ORDER BY chunk`,
        { importId },
      ),
    ),
  );
  const [sum] = await engines.warehouse.query(
    'SELECT toString(sum(net)) AS net, uniqExact(line) AS lines FROM order_lines WHERE import_id = {importId:UInt64}',
    { importId },
  );
  return { counts, sum };
}

/** What a restore leaves: the rows (or a part of them), in tables that have forgotten which inserts made them. */
async function forgetTokens(kept: string) {
  for (const table of tables) {
    const { warehouse } = engines;
    await warehouse.command(`CREATE TABLE restored_${table} AS ${table}`);
    await warehouse.command(
      `INSERT INTO restored_${table} SELECT * FROM ${table} WHERE ${table === 'order_lines' ? kept : '1'}`,
    );
    await warehouse.command(`DROP TABLE ${table} SYNC`);
    await warehouse.command(`RENAME TABLE restored_${table} TO ${table}`);
  }
}

it.each([
  ['all of its rows there', '1'],
  ['a part of its rows there', 'chunk < 3 OR line % 3 = 0'],
  ['none of its rows there', 'chunk < 3'],
])('a chunk cut off before its note, restored with %s, is there once', async (_told, kept) => {
  const needs = importNeeds(engines);
  const source = `restored ${kept}`;
  const mapping = Mapping.parse({
    ...{ name: 'sales', source, format: { kind: 'csv' } },
    records: [
      {
        kind: 'orderLine',
        fields: {
          ...{ person: 'customer', order: 'order', at: 'date', sku: 'sku' },
          ...{ quantity: 'quantity', unitPrice: 'price', currency: { constant: 'EUR' } },
        },
      },
    ],
  });
  const line = (order: number) => `c${order % 7},${order},2024-05-01,S${order % 3},2,1.25`;
  // Of 250 lines one in five repeats an earlier one, and those are left out.
  const lines = Array.from({ length: 250 }, (_, at) => line(at % 5 === 4 ? at - 4 : at));
  const file = join(engines.folder, 'sales.csv');
  writeFileSync(file, `customer,order,date,sku,quantity,price\n${lines.join('\n')}\n`);
  const options = { chunkRows: 100, dropRepeats: true };
  const { importId } = orThrow(await importFile({ file, mapping, ...options }, needs));
  const before = await stored(importId);
  expect(before.sum).toEqual({ net: '500', lines: 200 });

  await sql`update identify.import set state = 'running', ended_at = null where import_id = ${importId}`.execute(
    engines.db,
  );
  await sql`update identify.import_chunk set state = 'planned' where import_id = ${importId} and chunk = 3`.execute(
    engines.db,
  );
  await forgetTokens(kept);
  expect(orThrow(await runImport({ importId }, needs))).toMatchObject({ state: 'done', accepted: 200 });
  expect(await stored(importId)).toEqual(before);
});
