import { afterEach, beforeEach, expect, it } from 'vitest';
import { openTestEngines, type TestEngines } from '#test/engines';
import { silentLog } from '../logging/index.ts';
import type { Warehouse } from '../warehouse/index.ts';
import { createRelay, type Relay } from './create-relay.ts';
import { putInOutbox } from './put-in-outbox.ts';

let engines: TestEngines;
let relay: Relay;
beforeEach(async () => {
  engines = await openTestEngines();
  relay = createRelay({ server: engines.database, warehouse: engines.warehouse, log: silentLog });
});
afterEach(async () => {
  await relay.stop();
  await engines.close();
});

const product = (n: number) => ({
  table: 'products',
  row: { sku: `sku-${n}`, name: `Thé n° ${n}`, version: n },
});
const put = (rows: Parameters<typeof putInOutbox>[1]) =>
  engines.db.transaction().execute((trx) => putInOutbox(trx, rows));
const skus = () => engines.warehouse.query<{ sku: string }>('SELECT sku FROM products ORDER BY version');

/** The same warehouse, failing as told: before anything is sent, or after it has arrived. */
function failing(fails: { before?: () => boolean; after?: () => boolean }): Warehouse {
  return {
    ...engines.warehouse,
    insertRaw: async (...asked) => {
      if (fails.before?.()) throw new Error('connection refused');
      await engines.warehouse.insertRaw(...asked);
      if (fails.after?.()) throw new Error('connection lost');
    },
  };
}

it('moves what is committed, to its table, and nothing else', async () => {
  await put([product(1), { table: 'customer_of_rows', row: { person_id: 7, customer_id: 3, version: 1 } }]);
  await put([product(2)]);
  const rolledBack = engines.db.transaction().execute(async (trx) => {
    await putInOutbox(trx, [product(3)]);
    throw new Error('no');
  });
  await expect(rolledBack).rejects.toThrow('no');
  expect(await relay.lag()).toMatchObject({ rows: 3, setAside: 0 });
  await relay.flush();
  expect(await skus()).toEqual([{ sku: 'sku-1' }, { sku: 'sku-2' }]);
  expect(await relay.lag()).toEqual({ rows: 0, oldestSeconds: 0, setAside: 0 });
});

it('shows the dictionary of customers what has just arrived', async () => {
  const customer = async () =>
    (
      await engines.warehouse.query<{ id: number }>(
        "SELECT dictGetOrDefault('customer_of', 'customer_id', toUInt64(7), toUInt64(7)) AS id",
      )
    )[0]?.id;
  expect(await customer()).toBe(7);
  await put([{ table: 'customer_of_rows', row: { person_id: 7, customer_id: 3, version: 1 } }]);
  await relay.flush();
  expect(await customer()).toBe(3);
  await put([{ table: 'customer_of_rows', row: { person_id: 7, customer_id: 7, version: 2 } }]);
  await relay.flush();
  expect(await customer()).toBe(7);
});

it('delivers once what arrived just before the connection broke', async () => {
  let broken = 2;
  const shaky = createRelay({
    ...{ server: engines.database, log: silentLog },
    warehouse: failing({ after: () => broken-- > 0 }),
  });
  await put([product(1), product(2)]);
  await expect(shaky.flush()).rejects.toThrow('connection lost');
  await put([product(3)]);
  await expect(shaky.flush()).rejects.toThrow('connection lost');
  await relay.flush();
  expect(await skus()).toEqual([{ sku: 'sku-1' }, { sku: 'sku-2' }, { sku: 'sku-3' }]);
});

it('sets aside the rows the warehouse refuses, with the reason, and sends all the others', async () => {
  const rows = Array.from({ length: 50 }, (_, n) => product(n));
  const bad = [
    { table: 'products', row: { sku: 'bad-price', price: 'dear', version: 1 } },
    { table: 'products', row: { sku: 'bad-column', colour: 'red', version: 1 } },
    { table: 'no_such_table', row: { n: 1 } },
  ];
  await put([...rows.slice(0, 20), ...bad, ...rows.slice(20)]);
  await relay.flush();
  expect(await skus()).toEqual(rows.map(({ row }) => ({ sku: row.sku })));
  expect(await relay.lag()).toMatchObject({ rows: 0, setAside: 3 });

  await engines.warehouse.command('CREATE TABLE no_such_table (n UInt8) ENGINE = MergeTree ORDER BY n');
  expect(await relay.takeBack()).toBe(3);
  await relay.flush();
  expect(await engines.warehouse.query('SELECT n FROM no_such_table')).toEqual([{ n: 1 }]);
  expect(await relay.lag()).toMatchObject({ setAside: 2 });
});

it('lets other tables pass while one cannot be written', async () => {
  await put([{ table: 'customer_of_rows', row: { person_id: 7, customer_id: 3, version: 1 } }, product(1)]);
  const halfAway: Warehouse = {
    ...engines.warehouse,
    insertRaw: (into, ...rest) =>
      into.table === 'customer_of_rows'
        ? Promise.reject(new Error('too many parts'))
        : engines.warehouse.insertRaw(into, ...rest),
  };
  const half = createRelay({ server: engines.database, warehouse: halfAway, log: silentLog });
  await expect(half.flush()).rejects.toThrow('too many parts');
  expect(await skus()).toEqual([{ sku: 'sku-1' }]);
  expect(await relay.lag()).toMatchObject({ rows: 1 });
});

it('relays by itself once started, two of them side by side, through the warehouse being away', async () => {
  let away = 3;
  const others = [0, 1].map(() =>
    createRelay({
      ...{ server: engines.database, log: silentLog },
      warehouse: failing({ before: () => away-- > 0 }),
    }),
  );
  for (const other of others) await other.start();
  for (let n = 0; n < 200; n++) await put([product(n)]);
  await expect.poll(async () => (await relay.lag()).rows).toBe(0);
  for (const other of others) await other.stop();
  expect(await skus()).toEqual(Array.from({ length: 200 }, (_, n) => ({ sku: `sku-${n}` })));
});

it('moves many rows exactly', async () => {
  await put(Array.from({ length: 35_000 }, (_, n) => product(n)));
  await relay.flush();
  const [sum] = await engines.warehouse.query('SELECT count() AS n, sum(version) AS s FROM products');
  expect(sum).toEqual({ n: 35_000, s: (35_000 * 34_999) / 2 });
});
