import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { type ClickhouseServer, startClickhouseServer } from '#test/clickhouse-server';
import { type Warehouse, WarehouseRefused } from '../../platform/warehouse/index.ts';
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
