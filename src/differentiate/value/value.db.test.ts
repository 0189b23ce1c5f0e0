import fc from 'fast-check';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { connectDatabase } from '#adapters/postgres';
import { standingClock } from '#platform/clock';
import { sql } from '#platform/database';
import { orThrow } from '#platform/errors';
import { formatDecimal, parseDecimal, trimDecimal } from '#platform/money';
import { openTestEngines, type TestEngines } from '#test/engines';
import { day, type History, historyOf, type Line, settingsOf, valuesByHand } from '#test/value-by-hand';
import type { ValueSettings } from './api.ts';
import { refreshValues, type ValueNeeds } from './refresh-values.ts';
import { rfmCells } from './rfm.ts';
import { listDoneSnapshots } from './snapshot.store.ts';
import { changeValueSettings, defaultValueSettings } from './value-settings.ts';

const clock = standingClock('2026-11-22T12:00:00Z');
let engines: TestEngines;
let needs: ValueNeeds;

beforeAll(async () => {
  engines = await openTestEngines();
  needs = { server: engines.database, warehouse: engines.warehouse, clock };
});
afterAll(() => engines.close());

async function load(history: History): Promise<void> {
  const { warehouse } = engines;
  for (const table of ['order_lines', 'customer_of_rows']) await warehouse.command(`TRUNCATE TABLE ${table}`);
  await warehouse.insert(
    'customer_of_rows',
    history.merges.map((merge) => ({ person_id: merge.person, customer_id: merge.customer, version: 1 })),
  );
  await warehouse.command('SYSTEM RELOAD DICTIONARY customer_of');
  await warehouse.insert(
    'order_lines',
    history.lines.map((line, index) => ({
      person_id: line.person,
      source_id: 1,
      order_key: `${line.person}-${line.order}`,
      ordered_at: new Date(clock.now().getTime() - line.daysAgo * day).toISOString(),
      quantity: String(line.quantity),
      net: formatDecimal(line.net),
      unit_cost: line.cost === null ? null : formatDecimal(line.cost),
      currency: 'EUR',
      line: index,
    })),
  );
}

async function valuesOf(snapshotId: number) {
  const rows = await engines.warehouse.query<ReturnType<typeof valuesByHand>[number]>(
    `SELECT customer_id, recency_days, orders, net_sales, net_sales_12m, margin, recency_score, frequency_score,
            monetary_score, rfm_segment, abc_class, value_rank
     FROM customer_values WHERE snapshot_id = {snapshotId:UInt64} ORDER BY customer_id`,
    { snapshotId },
  );
  return rows.map((row) => ({
    ...row,
    net_sales: trimDecimal(row.net_sales),
    net_sales_12m: trimDecimal(row.net_sales_12m),
    margin: row.margin === null ? null : trimDecimal(row.margin),
  }));
}

it('values random histories as a plain program going customer by customer does', async () => {
  await fc.assert(
    fc.asyncProperty(historyOf, settingsOf, async (history, settings) => {
      await load(history);
      await changeValueSettings({ db: engines.db }, { settings, by: 'test', at: clock.now() });
      const { snapshotId, customers } = orThrow(await refreshValues(needs));
      const expected = valuesByHand(history, settings, clock.now(), rfmCells);
      expect(await valuesOf(snapshotId)).toEqual(expected);
      expect(customers).toBe(expected.length);
    }),
    { numRuns: 30, seed: 20_261_122 },
  );
}, 300_000);

const sale = (person: number, net: string, more: Partial<Line> = {}): Line => ({
  person,
  order: 1,
  daysAgo: 10,
  quantity: 1,
  net: parseDecimal(net) ?? 0n,
  cost: null,
  ...more,
});

async function reset(settings: ValueSettings = defaultValueSettings): Promise<void> {
  await changeValueSettings({ db: engines.db }, { settings, by: 'test', at: clock.now() });
}

it('takes an unsaid cost from the catalogue, and leaves the margin unknown when nobody says it', async () => {
  await reset();
  await load({ lines: [sale(1, '10'), sale(2, '30', { cost: 12_000_000n }), sale(3, '8')], merges: [] });
  await engines.warehouse.command("ALTER TABLE order_lines UPDATE sku = 'tea' WHERE person_id IN (1, 2)");
  await engines.warehouse.insert('products', [{ sku: 'tea', name: 'Thé', cost: '4', version: 1 }]);
  const { snapshotId } = orThrow(await refreshValues(needs));
  const margins = (await valuesOf(snapshotId)).map((row) => row.margin);
  expect(margins).toEqual(['6', '18', null]);
});

it('refuses to add up several currencies until one is chosen', async () => {
  await reset();
  await load({ lines: [sale(1, '10'), sale(1, '30', { order: 2 })], merges: [] });
  await engines.warehouse.command("ALTER TABLE order_lines UPDATE currency = 'CHF' WHERE net = 30");
  expect(await refreshValues(needs)).toMatchObject({
    code: 'several-currencies',
    details: { currencies: ['CHF', 'EUR'] },
  });
  await reset({ ...defaultValueSettings, currency: 'CHF' });
  const { snapshotId } = orThrow(await refreshValues(needs));
  expect(await valuesOf(snapshotId)).toMatchObject([{ net_sales: '30' }]);
});

it('begun again after a stop anywhere, it ends with the same figures once, and readers never see a half', async () => {
  await reset();
  await load({ lines: [sale(1, '10'), sale(2, '20'), sale(3, '30')], merges: [] });
  const before = orThrow(await refreshValues(needs)).snapshotId;
  const newest = async () => {
    const [row] = await engines.warehouse.query<{ newest: number }>(
      'SELECT max(snapshot_id) AS newest FROM value_snapshots',
    );
    return row?.newest;
  };
  let snapshotId: number | undefined;
  for (const stop of [1, 2, 3]) {
    const onStep = async (done: number) => {
      expect(await newest()).toBe(before);
      if (done === stop) throw new Error('stopped');
    };
    const onBegun = async (id: number) => {
      snapshotId = id;
    };
    await expect(refreshValues(needs, { snapshotId, onStep, onBegun })).rejects.toThrow('stopped');
  }
  const done = orThrow(await refreshValues(needs, { snapshotId }));
  expect(done).toMatchObject({ snapshotId, state: 'done', customers: 3 });
  expect(await newest()).toBe(snapshotId);
  expect((await valuesOf(done.snapshotId)).map((row) => row.net_sales)).toEqual(['10', '20', '30']);
  expect(await refreshValues(needs, { snapshotId })).toMatchObject({ state: 'done', customers: 3 });
});

it('two at once on one snapshot end with one set of figures', async () => {
  await reset();
  await load({ lines: [sale(1, '10'), sale(2, '20')], merges: [] });
  let begun: number | undefined;
  await expect(
    refreshValues(needs, {
      onBegun: async (id) => {
        begun = id;
        throw new Error('stopped');
      },
    }),
  ).rejects.toThrow('stopped');
  const both = await Promise.all([
    refreshValues(needs, { snapshotId: begun }),
    refreshValues(needs, { snapshotId: begun }),
  ]);
  expect(both.map(orThrow).map((one) => one.customers)).toEqual([2, 2]);
  expect(await valuesOf(begun ?? 0)).toHaveLength(2);
});

it('publishes nothing once the database went away with its lock, and ends when begun again', async () => {
  await reset();
  await load({ lines: [sale(1, '10'), sale(2, '20')], merges: [] });
  const before = orThrow(await refreshValues(needs)).snapshotId;
  let snapshotId = 0;
  const goneMeanwhile = {
    tables: [],
    write: async (_: unknown, signal?: AbortSignal) => {
      const gone = new Promise((resolve) => signal?.addEventListener('abort', resolve));
      await sql`select pg_terminate_backend(pid) from pg_stat_activity
                where datname = current_database() and pid <> pg_backend_pid()`.execute(engines.db);
      await gone;
    },
  };
  const onBegun = async (id: number) => {
    snapshotId = id;
  };
  const cut = refreshValues({ ...needs, parts: [goneMeanwhile] }, { onBegun });
  await expect(cut).rejects.toThrow('lock differentiate.value was lost');
  const newest = await engines.warehouse.query('SELECT max(snapshot_id) AS id FROM value_snapshots');
  expect(newest).toEqual([{ id: before }]);
  // Begun again as another process would: connections that idled here may not have heard yet that the server ended them.
  const server = connectDatabase({ url: engines.database.url });
  const again = await refreshValues({ ...needs, server }, { snapshotId }).finally(() => server.close());
  expect(orThrow(again)).toMatchObject({ state: 'done', customers: 2 });
  expect(await valuesOf(snapshotId)).toHaveLength(2);
});

it('published just before its process was killed, it is taken back while it is computed again, and published once', async () => {
  const { snapshotId } = orThrow(await refreshValues(needs));
  await sql`update differentiate.value_snapshot set state = 'running' where snapshot_id = ${snapshotId}`.execute(
    engines.db,
  );
  const published = async () => {
    const rows = await engines.warehouse.query<{ id: number }>(
      'SELECT snapshot_id AS id FROM value_snapshots',
    );
    return rows.filter(({ id }) => id === snapshotId).length;
  };
  const meanwhile: number[] = [];
  const write = async () => void meanwhile.push(await published());
  orThrow(await refreshValues({ ...needs, parts: [{ tables: [], write }] }, { snapshotId }));
  expect([meanwhile, await published()]).toEqual([[0], 1]);
});

it('keeps the last snapshots and forgets the others in both engines', async () => {
  await reset({ ...defaultValueSettings, snapshotsKept: 2 });
  for (let turn = 0; turn < 4; turn++) orThrow(await refreshValues(needs));
  const kept = (await listDoneSnapshots(engines.db, 10)).map((one) => one.snapshotId);
  expect(kept).toHaveLength(2);
  for (const table of ['customer_values', 'value_snapshots']) {
    const rows = await engines.warehouse.query<{ id: number }>(
      `SELECT DISTINCT snapshot_id AS id FROM ${table}`,
    );
    expect(rows.map((row) => row.id).sort()).toEqual([...kept].sort());
  }
  const { rows: all } = await sql`select 1 from differentiate.value_snapshot where state = 'done'`.execute(
    engines.db,
  );
  expect(all).toHaveLength(2);
});
