import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { type ClickhouseServer, startClickhouseServer } from '#test/clickhouse-server';
import {
  decimalColumn,
  momentColumn,
  nativeBlock,
  numberColumn,
  textColumn,
  type Warehouse,
  WarehouseRefused,
} from '../../platform/warehouse/index.ts';
import { openWarehouse } from './open-warehouse.ts';

describe.each(['in this process', 'by its address'])('a ClickHouse %s', (kind) => {
  const folder = mkdtempSync(join(tmpdir(), 'chacun-warehouse-'));
  let server: ClickhouseServer | undefined;
  let where: { url: string } | { path: string } = { path: join(folder, 'data') };
  let warehouse: Warehouse;
  beforeAll(async () => {
    if (kind === 'by its address') {
      server = await startClickhouseServer(folder);
      where = { url: server.url };
    }
    warehouse = await openWarehouse(where);
  });
  afterAll(async () => {
    await warehouse.close();
    await server?.close();
    rmSync(folder, { recursive: true, force: true });
  });
  beforeEach(async () => {
    await warehouse.command('DROP TABLE IF EXISTS facts');
    await warehouse.command(`CREATE TABLE facts (id UInt64, name String, net Decimal(18, 6) DEFAULT 0, at DateTime64(3, 'UTC') DEFAULT 0)
    ENGINE = MergeTree ORDER BY id SETTINGS non_replicated_deduplication_window = 100`);
  });

  const count = async () => (await warehouse.query<{ n: number }>('SELECT count() AS n FROM facts'))[0]?.n;

  it('inserts a block once per token, and blocks without one every time', async () => {
    const rows = [{ id: 1, name: "O'Neil \\ 'é'" }];
    await warehouse.insert('facts', rows, { deduplicationToken: "import:1'\\" });
    await warehouse.insert('facts', rows, { deduplicationToken: "import:1'\\" });
    expect(await count()).toBe(1);
    await warehouse.insert('facts', [{ id: 2, name: 'after a token' }]);
    await warehouse.insert('facts', [{ id: 2, name: 'after a token' }]);
    expect(await count()).toBe(3);
    expect(await warehouse.query('SELECT name FROM facts WHERE id = 1')).toEqual([{ name: "O'Neil \\ 'é'" }]);
  });

  it('keeps values exact both ways', async () => {
    const row = {
      id: 9007199254740991,
      name: 'tab\tnew\nline',
      net: '123456789012.345678',
      at: '2026-11-22T10:11:12.345Z',
    };
    await warehouse.insert('facts', [row]);
    expect(await warehouse.query('SELECT * FROM facts')).toEqual([row]);
  });

  it('does not break a character that falls in two pieces', async () => {
    const bytes = Buffer.from('1\tÉléonore\n2\t€uro\n');
    async function* oneByOne() {
      for (const byte of bytes) yield Uint8Array.of(byte);
    }
    await warehouse.insertRaw(
      { table: 'facts', columns: ['id', 'name'], format: 'TabSeparated' },
      oneByOne(),
    );
    expect(await warehouse.query('SELECT name FROM facts ORDER BY id')).toEqual([
      { name: 'Éléonore' },
      { name: '€uro' },
    ]);
  });

  it('carries any bytes of a value', async () => {
    const bytes = Buffer.from([
      49,
      9,
      ...Array.from({ length: 256 }, (_, n) => n).filter((n) => ![9, 10, 92].includes(n)),
      10,
    ]);
    await warehouse.insertRaw({ table: 'facts', columns: ['id', 'name'], format: 'TabSeparated' }, bytes);
    expect(await warehouse.query('SELECT lower(hex(name)) AS name FROM facts')).toEqual([
      { name: bytes.subarray(2, -1).toString('hex') },
    ]);
    const back: Uint8Array[] = [];
    for await (const piece of warehouse.readRaw('SELECT id, name FROM facts', 'TabSeparated'))
      back.push(piece);
    await warehouse.insertRaw(
      { table: 'facts', columns: ['id', 'name'], format: 'TabSeparated' },
      Buffer.concat(back),
    );
    expect(await warehouse.query('SELECT count() AS n, uniqExact(name) AS names FROM facts')).toEqual([
      { n: 2, names: 1 },
    ]);
  });

  it('cuts a long text at line ends and still inserts it once', async () => {
    async function* lines() {
      for (let id = 0; id < 100_000; id++)
        yield `${id}\t${'long enough to need several inserts '.repeat(3)}\n`;
    }
    const into = { table: 'facts', columns: ['id', 'name'], format: 'TabSeparated' };
    for (let time = 0; time < 2; time++)
      await warehouse.insertRaw(into, lines(), { deduplicationToken: 'long' });
    const [sum] = await warehouse.query<object>(
      'SELECT count() AS n, uniqExact(id) AS ids, max(id) AS last FROM facts',
    );
    expect(sum).toEqual({ n: 100_000, ids: 100_000, last: 99_999 });
  });

  it('takes a block of columns as it is, once per token, all of it or nothing', async () => {
    await warehouse.command('DROP TABLE IF EXISTS wide');
    await warehouse.command(`CREATE TABLE wide (id UInt64, name LowCardinality(String), net Decimal(18, 6),
      cost Nullable(Decimal(18, 4)), at DateTime64(3, 'UTC'), left_out String DEFAULT 'usual')
      ENGINE = MergeTree ORDER BY id SETTINGS non_replicated_deduplication_window = 100`);
    const rows = Array.from({ length: 30_000 }, (_, place) => ({
      id: 2 ** 32 * (place % 3) + place,
      name: ['', 'tab\tnew\nline', 'é€😀', 'x'.repeat(place % 400), 'é'.repeat(place % 100)][place % 5] ?? '',
      net: ['0', '-0.000001', '999999999999.999999', '-9007199254.740993', `${place}.5`][place % 5] ?? '',
      cost: [null, '12.3', `-${place + 1}`, '999999999999.9999', '0.0001'][place % 5] ?? null,
      at: new Date(Date.UTC(1900 + (place % 399), 1, 3, 4, 5, 6, place % 1000)).toISOString(),
    }));
    const [name, net, cost, at] = [
      textColumn(),
      decimalColumn(6, false),
      decimalColumn(4, true),
      momentColumn(),
    ];
    for (const row of rows) {
      name.add(row.name);
      net.add(row.net);
      cost.add(row.cost ?? '');
      at.add(row.at.replace('T', ' ').replace('Z', ''));
    }
    const block = (kept?: Uint32Array) => {
      const ids =
        kept === undefined ? rows.map(({ id }) => id) : [...kept].map((place) => rows[place]?.id ?? 0);
      return nativeBlock(ids.length, [
        numberColumn('id', 'UInt64', ids.length, ids),
        ...Object.entries({ name, net, cost, at }).map(([column, values]) => ({
          name: column,
          type: values.type,
          data: values.data(kept),
        })),
      ]);
    };
    await warehouse.insertBlock('wide', block(), { deduplicationToken: 'one' });
    await warehouse.insertBlock('wide', block(), { deduplicationToken: 'one' });
    const kept = Uint32Array.from(rows.keys()).filter((place) => place % 7 === 3);
    await warehouse.insertBlock('wide', block(kept));
    const stored = await warehouse.query<object>('SELECT * FROM wide ORDER BY id');
    const twice = rows.flatMap((row, place) => (place % 7 === 3 ? [row, row] : [row]));
    const wanted = twice
      .map((row) => ({ ...row, left_out: 'usual' }))
      .sort((one, other) => one.id - other.id);
    expect(stored).toEqual(wanted);
    const broken = { ...block(), bytes: block().bytes.subarray(0, -1000) };
    await expect(warehouse.insertBlock('wide', broken)).rejects.toThrow();
    expect(await warehouse.query('SELECT count() AS n FROM wide')).toEqual([{ n: wanted.length }]);
  });

  it('says which rows it will never take, and takes nothing of their block', async () => {
    const good = { id: 1, name: 'good' };
    for (const bad of [
      { id: 'x' },
      { id: 1, unknown: 2 },
      { id: -1 },
      { id: 1, net: '1e40' },
      { id: 1, at: 'soon' },
    ])
      await expect(warehouse.insert('facts', [good, bad])).rejects.toBeInstanceOf(WarehouseRefused);
    await expect(warehouse.insert('no_such_table', [good])).rejects.toBeInstanceOf(WarehouseRefused);
    expect(await count()).toBe(0);
  });

  it('streams several long answers at once while writing, each whole, and may be left early', async () => {
    await warehouse.command("INSERT INTO facts (id, name) SELECT number, 'n' FROM numbers(300000)");
    const read = async () => {
      let sum = 0;
      for await (const rows of warehouse.stream<{ id: number }>(
        'SELECT id FROM facts WHERE id < {to:UInt64}',
        {
          to: 300_000,
        },
      ))
        for (const row of rows) sum += row.id;
      return sum;
    };
    const leaveEarly = async () => {
      for await (const rows of warehouse.stream('SELECT id FROM facts')) return rows.length > 0;
      return false;
    };
    const [one, two, left] = await Promise.all([
      read(),
      read(),
      leaveEarly(),
      warehouse.insert('facts', [{ id: 1_000_000, name: 'meanwhile' }]),
    ]);
    expect([one, two, left]).toEqual([44_999_850_000, 44_999_850_000, true]);
  });

  it('fails a stream whose query fails, at once or on the way', async () => {
    const drain = async (query: string) => {
      let rows = 0;
      for await (const block of warehouse.stream(query)) rows += block.length;
      return rows;
    };
    await expect(drain('SELECT nope FROM facts')).rejects.toThrow(/nope/);
    await expect(drain('SELECT throwIf(number = 500000) FROM numbers(1000000)')).rejects.toThrow(/throwIf/);
    expect(await count()).toBe(0);
  });

  it('waits for what is running when it closes, and refuses what comes later', async () => {
    const other = await openWarehouse(where);
    const running = other.query<{ n: number }>(
      'SELECT count() AS n FROM numbers(20000000) WHERE sipHash64(number) % 7 = 0',
    );
    const closed = other.close();
    await expect(other.query('SELECT 1')).rejects.toThrow(/closing/);
    await closed;
    expect((await running)[0]?.n).toBeGreaterThan(2_800_000);
  });
});
