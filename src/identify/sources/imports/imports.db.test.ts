import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { sql } from '#platform/database';
import { isRefusal, orThrow } from '#platform/errors';
import { openTestEngines, type TestEngines } from '#test/engines';
import { importAll, importNeeds } from '#test/imports';
import { Mapping } from '../mapping/mapping.ts';
import { listRejects } from './chunks.store.ts';
import { importFile } from './import-file.ts';
import type { ImportNeeds } from './import.ts';
import { undoImport } from './undo-import.ts';

let engines: TestEngines;
let needs: ImportNeeds;
beforeAll(async () => {
  engines = await openTestEngines();
  needs = importNeeds(engines);
});
afterAll(() => engines.close());

/** A mapping of a source of its own: one source is one test's world. */
function salesOf(source: string, format: object = { kind: 'csv' }): Mapping {
  return Mapping.parse({
    name: 'sales',
    source,
    format,
    records: [
      {
        kind: 'orderLine',
        fields: {
          person: 'customer',
          order: 'order',
          at: 'date',
          sku: 'sku',
          quantity: 'quantity',
          unitPrice: 'price',
          currency: 'currency',
        },
      },
      { kind: 'product', fields: { sku: 'sku', name: 'article' } },
    ],
  });
}

const header = 'customer,order,date,sku,article,quantity,price,currency';
const line = (
  order: string,
  more: { customer?: string; date?: string; price?: string; currency?: string } = {},
) =>
  `${more.customer ?? 'c1'},${order},${more.date ?? '2024-05-01'},S1,Tea,2,${more.price ?? '1.25'},${more.currency ?? 'EUR'}`;

function file(name: string, lines: readonly string[] | Buffer): string {
  const path = join(engines.folder, name);
  writeFileSync(path, Buffer.isBuffer(lines) ? lines : `${lines.join('\n')}\n`);
  return path;
}

async function stored(source: string) {
  const { rows } = await sql<{ id: number; persons: number; products: number; customers: number }>`
    select s.source_id as id, (select count(*) from identify.person p where p.source_id = s.source_id) as persons,
      (select count(*) from identify.customer c where s.source_id = any (c.sources)) as customers
    from identify.source s where s.name = ${source}
  `.execute(engines.db);
  const [row] = rows;
  const [facts] = await engines.warehouse.query<{ lines: number; net: string }>(
    'SELECT count() AS lines, toString(sum(net)) AS net FROM order_lines WHERE source_id = {id:UInt32}',
    { id: row?.id ?? 0 },
  );
  return { ...facts, persons: row?.persons ?? 0, customers: row?.customers ?? 0 };
}

describe('lines already known', () => {
  it('are told from new ones in files that overlap, repeats included', async () => {
    const mapping = salesOf('overlap');
    const first = file('first.csv', [header, line('1'), line('2'), line('2'), line('3')]);
    const second = file('second.csv', [header, line('2'), line('2'), line('2'), line('3'), line('4')]);
    expect(await importAll(needs, first, mapping)).toMatchObject({
      read: 4,
      accepted: 4,
      duplicate: 0,
      repeats: 1,
    });
    // Of three lines 2, two are known; of line 3, its one; line 4 is new.
    expect(await importAll(needs, second, mapping)).toMatchObject({
      read: 5,
      accepted: 2,
      duplicate: 3,
      repeats: 2,
    });
    expect(await stored('overlap')).toMatchObject({ lines: 6, net: '15', persons: 1 });
    expect(await importAll(needs, second, mapping)).toMatchObject({ read: 5, accepted: 0, duplicate: 5 });
  });

  it('are known whatever the delimiter, quotes, encoding and compression', async () => {
    const plain = file('plain.csv', [header, line('1')]);
    const other = gzipSync(
      Buffer.from(
        `\ufeff${[header, line('1')].map((text) => `"${text.replaceAll(',', '";"')}"`).join('\r\n')}`,
        'utf16le',
      ),
    );
    await importAll(needs, plain, salesOf('rewritten'));
    const again = await importAll(
      needs,
      file('other.csv.gz', other),
      salesOf('rewritten', { kind: 'csv', delimiter: ';' }),
    );
    expect(again).toMatchObject({ accepted: 0, duplicate: 1 });
  });

  it('leave out repeats when asked to', async () => {
    const repeated = file('repeats.csv', [header, line('1'), line('1'), line('2'), line('1')]);
    const receipt = await importAll(needs, repeated, salesOf('dropped'), { dropRepeats: true });
    expect(receipt).toMatchObject({ read: 4, accepted: 2, duplicate: 2, repeats: 2 });
    expect(await stored('dropped')).toMatchObject({ lines: 2 });
  });

  it('are counted right over chunks, and a dry run counts the same and stores nothing', {
    timeout: 300_000,
  }, async () => {
    // More lines than a chunk holds, every one twice, far apart.
    const lines = Array.from({ length: 60_000 }, (_, order) => line(String(order)));
    const path = file('twice.csv', [header, ...lines, ...lines]);
    const counts = { read: 120_000, accepted: 120_000, rejected: 0, duplicate: 0, repeats: 60_000 };
    expect(await importAll(needs, path, salesOf('twice'), { dryRun: true })).toMatchObject({
      ...counts,
      dryRun: true,
    });
    expect(await stored('twice')).toMatchObject({ lines: 0, persons: 0 });
    expect(await importAll(needs, path, salesOf('twice'))).toMatchObject(counts);
    expect(await importAll(needs, path, salesOf('twice'))).toMatchObject({
      ...counts,
      accepted: 0,
      duplicate: 120_000,
    });
    expect(await stored('twice')).toMatchObject({ lines: 120_000 });
    expect(await engines.warehouse.query('SELECT count() AS n FROM seen_lines')).toEqual([{ n: 0 }]);
    expect(await engines.warehouse.query('SELECT count() AS n FROM asked_lines')).toEqual([{ n: 0 }]);
  });
});

describe('undoing', () => {
  it('takes everything back, and the file can be imported again', async () => {
    const mapping = salesOf('undone');
    const first = file('kept.csv', [header, line('1', { customer: 'kept' })]);
    const second = file('undone.csv', [
      header,
      line('1', { customer: 'kept' }),
      line('2', { customer: 'gone' }),
      line('2', { customer: 'gone' }),
    ]);
    await importAll(needs, first, mapping);
    const before = await stored('undone');
    const { importId } = await importAll(needs, second, mapping);
    expect(await stored('undone')).toMatchObject({ lines: 3, persons: 2, customers: 2 });
    expect(orThrow(await undoImport({ importId }, needs))).toMatchObject({ state: 'undone' });
    expect(await stored('undone')).toEqual(before);
    expect(await importAll(needs, second, mapping)).toMatchObject({ accepted: 2, duplicate: 1, repeats: 1 });
    const again = await undoImport({ importId }, needs);
    expect(isRefusal(again) && again.code).toBe('import-already-undone');
  });

  it('of the first of two files lets its lines in again, though the second has later repeats of them', async () => {
    const mapping = salesOf('gaps');
    const once = file('once.csv', [header, line('1')]);
    const { importId } = await importAll(needs, once, mapping);
    await importAll(needs, file('twice-1.csv', [header, line('1'), line('1')]), mapping);
    orThrow(await undoImport({ importId }, needs));
    expect(await importAll(needs, once, mapping)).toMatchObject({ accepted: 1, duplicate: 0 });
    expect(await stored('gaps')).toMatchObject({ lines: 2 });
  });
});

describe('bad input', () => {
  it('refuses line by line, naming line, column and reason, and takes the rest', async () => {
    const path = file('bad.csv', [
      header,
      line('1'),
      line('2', { date: '31/02/2024' }),
      line('3', { price: '1.2.3' }),
      line('4', { currency: 'XXZ' }),
      'too,few',
      '"c1,never closed',
      line('5', { customer: 'a\0b' }),
      `c1,6,2024-05-01,S1,${'x'.repeat(1_100_000)},1,1,EUR`,
      line('7', { customer: ' c 7 ' }),
      line('8', { customer: '3,76E+12'.replace(',', '.') }),
    ]);
    const { importId, ...counts } = await importAll(needs, path, salesOf('bad'));
    expect(counts).toMatchObject({ read: 10, accepted: 2, rejected: 8, duplicate: 0 });
    const rejects = await listRejects(engines.db, importId, { after: 0, limit: 100 });
    expect(rejects.map(({ line: at, column, code }) => [at, column, code])).toEqual([
      [3, 'date', 'bad-date'],
      [4, 'price', 'bad-number'],
      [5, 'currency', 'unknown-currency'],
      [6, null, 'column-count'],
      [7, null, 'broken-quotes'],
      [8, 'customer', 'nul-character'],
      [9, null, 'line-too-long'],
      [11, 'customer', 'bad-identifier'],
    ]);
    const { rows } = await sql<{ key: string }>`
      select source_key as key from identify.person join identify.source using (source_id) where name = 'bad' order by 1
    `.execute(engines.db);
    expect(rows.map((row) => row.key)).toEqual(['c 7', 'c1']);
  });

  it('refuses lines whose bytes are not of the encoding, naming the column', async () => {
    const bytes = Buffer.from(
      `${[header, line('1'), line('2', { customer: 'Zoé' })].join('\n')}\n`,
      'latin1',
    );
    const { importId } = await importAll(needs, file('latin.csv', bytes), salesOf('latin'));
    expect(await listRejects(engines.db, importId, { after: 0, limit: 9 })).toMatchObject([
      { line: 3, column: 'customer', code: 'wrong-encoding' },
    ]);
  });

  it('refuses a file without a mapped column before anything is stored', async () => {
    const answer = await importFile(
      { file: file('short.csv', ['customer,order', 'c1,1']), mapping: salesOf('short') },
      needs,
    );
    expect(isRefusal(answer) && [answer.code, answer.message]).toEqual([
      'missing-column',
      expect.stringContaining('short.csv has no column "date", "sku"'),
    ]);
    const { rows } = await sql`select from identify.source where name = 'short'`.execute(engines.db);
    expect(rows).toEqual([]);
  });

  it.each([
    ['empty.csv', Buffer.from('')],
    ['blank.csv', Buffer.from('\n\n')],
  ])('refuses %s', async (name, bytes) => {
    const answer = await importFile({ file: file(name, bytes), mapping: salesOf('empty') }, needs);
    expect(isRefusal(answer) && answer.code).toBe('empty-file');
  });

  it('names a gzip that is cut short, keeps what was read, and can be undone', async () => {
    const text = [
      header,
      ...Array.from({ length: 90_000 }, (_, order) => line(`${order}-${(order * 7919) % 1000}`)),
    ].join('\n');
    const whole = gzipSync(text);
    const path = file('cut.csv.gz', whole.subarray(0, whole.length - 5000));
    await expect(importFile({ file: path, mapping: salesOf('cut') }, needs)).rejects.toThrow(
      'cut.csv.gz: the gzip archive',
    );
    const { rows } = await sql<{ id: number; state: string; error: string }>`
      select import_id as id, state, error from identify.import order by import_id desc limit 1
    `.execute(engines.db);
    expect(rows[0]).toMatchObject({ state: 'failed', error: expect.stringContaining('cut short') });
    orThrow(await undoImport({ importId: rows[0]?.id ?? 0 }, needs));
    expect(await stored('cut')).toMatchObject({ lines: 0, persons: 0 });
  });
});

describe('stopping and two at once', () => {
  it('cancelled, keeps what is stored; the same file then brings the rest', {
    timeout: 300_000,
  }, async () => {
    const path = file('long.csv', [
      header,
      ...Array.from({ length: 160_000 }, (_, order) => line(String(order))),
    ]);
    const abort = new AbortController();
    const cancelled = importFile({ file: path, mapping: salesOf('long'), signal: abort.signal }, needs, () =>
      abort.abort(Object.assign(new Error('cancelled'), { why: 'cancelled' })),
    );
    await expect(cancelled).rejects.toThrow('cancelled');
    const { rows } = await sql<{ state: string; read: number }>`
      select state, read from identify.import order by import_id desc limit 1
    `.execute(engines.db);
    expect(rows[0]).toMatchObject({ state: 'cancelled', read: 50_000 });
    expect(await importAll(needs, path, salesOf('long'))).toMatchObject({
      accepted: 110_000,
      duplicate: 50_000,
    });
    expect(await stored('long')).toMatchObject({ lines: 160_000 });
  });

  it('of one file by two workers, one accepts and the other knows', async () => {
    const path = file('both.csv', [
      header,
      ...Array.from({ length: 2000 }, (_, order) => line(String(order))),
    ]);
    const both = await Promise.all([
      importAll(needs, path, salesOf('both')),
      importAll(needs, path, salesOf('both')),
    ]);
    const ids = new Set(both.map((receipt) => receipt.importId));
    expect(await stored('both')).toMatchObject({ lines: 2000, persons: 1 });
    // Either two imports, or both took up the same one.
    if (ids.size === 2) expect(both.map((receipt) => receipt.accepted).toSorted()).toEqual([0, 2000]);
    else expect(both.map((receipt) => receipt.accepted)).toEqual([2000, 2000]);
  });
});
