import fc from 'fast-check';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { standingClock } from '#platform/clock';
import { sql } from '#platform/database';
import { orThrow } from '#platform/errors';
import { formatDecimal, parseDecimal, trimDecimal } from '#platform/money';
import { openTestEngines, type TestEngines } from '#test/engines';
import type { ValueSettings } from './api.ts';
import { refreshValues, type ValueNeeds } from './refresh-values.ts';
import { rfmCells } from './rfm.ts';
import { listDoneSnapshots } from './snapshot.store.ts';
import { changeValueSettings, defaultValueSettings } from './value-settings.ts';

const clock = standingClock('2026-11-22T12:00:00Z');
const day = 86_400_000;
let engines: TestEngines;
let needs: ValueNeeds;

beforeAll(async () => {
  engines = await openTestEngines();
  needs = { server: engines.database, warehouse: engines.warehouse, clock };
});
afterAll(() => engines.close());

/** A line of a small history: amounts in millionths, the day counted back from now. */
type Line = {
  person: number;
  order: number;
  daysAgo: number;
  quantity: number;
  net: bigint;
  cost: bigint | null;
};
type Merge = { person: number; customer: number };
type History = { lines: Line[]; merges: Merge[] };

const money = fc.bigInt({ min: 0n, max: 40n }).map((amount) => amount * 2_500_000n);
const lineOf = fc.record({
  person: fc.integer({ min: 0, max: 30 }),
  order: fc.integer({ min: 0, max: 9 }),
  daysAgo: fc.oneof(fc.integer({ min: -2, max: 800 }), fc.constantFrom(0, 364, 365, 366)),
  quantity: fc.constantFrom(1, 1, 1, 2, 3, -1),
  net: money,
  cost: fc.option(money, { freq: 30 }),
});
const historyOf: fc.Arbitrary<History> = fc.record({
  lines: fc.array(
    lineOf.map((line) => ({ ...line, net: line.quantity < 0 ? -line.net : line.net })),
    { maxLength: 160 },
  ),
  // Customers are named by their smallest person, as identity does.
  merges: fc
    .uniqueArray(fc.integer({ min: 11, max: 30 }), { maxLength: 8 })
    .map((persons) => persons.map((person) => ({ person, customer: 1 + (person % 4) }))),
});
const settingsOf: fc.Arbitrary<ValueSettings> = fc.record({
  currency: fc.constant(null),
  scoring: fc.constantFrom<ValueSettings['scoring']>(
    { method: 'quantiles' },
    {
      method: 'bounds',
      recencyDaysAtMost: [365, 180, 90, 0],
      ordersMoreThan: [0, 1, 2, 5],
      netSalesMoreThan: ['-10', '0', '75.5', '250'],
    },
  ),
  abc: fc.record({
    measure: fc.constantFrom('netSales' as const, 'margin' as const),
    shareA: fc.constantFrom(0.5, 0.65, 0.8),
    shareB: fc.constantFrom(0.9, 0.95),
  }),
  rankShares: fc.constantFrom<ValueSettings['rankShares']>([0.01, 0.05, 0.2], [0.1, 0.25, 0.5]),
  snapshotsKept: fc.constant(3),
});

type Valued = {
  customer: number;
  recencyDays: number;
  orders: number;
  net: bigint;
  net12: bigint;
  margin: bigint | null;
  active: boolean;
};

function yearBefore(at: Date): number {
  const then = new Date(at);
  then.setUTCMonth(then.getUTCMonth() - 12);
  return then.getTime();
}

/** The same totals, customer by customer, in whole millionths. */
function totalsByHand(history: History, asOf: Date): Valued[] {
  const customerOf = new Map(history.merges.map((merge) => [merge.person, merge.customer]));
  const customers = new Map<number, Line[]>();
  for (const line of history.lines) {
    if (line.person === 0 || line.daysAgo < 0) continue;
    const customer = customerOf.get(line.person) ?? line.person;
    customers.set(customer, [...(customers.get(customer) ?? []), line]);
  }
  const sum = (amounts: bigint[]) => amounts.reduce((all, one) => all + one, 0n);
  return [...customers].flatMap(([customer, lines]) => {
    const bought = lines.filter((line) => line.quantity >= 0);
    if (bought.length === 0) return [];
    const at = (line: Line) => asOf.getTime() - line.daysAgo * day;
    const last = Math.max(...bought.map(at));
    const costed = lines.every((line) => line.cost !== null);
    return [
      {
        customer,
        recencyDays: Math.floor(asOf.getTime() / day) - Math.floor(last / day),
        orders: new Set(bought.map((line) => `${line.person}-${line.order}`)).size,
        net: sum(lines.map((line) => line.net)),
        net12: sum(lines.filter((line) => at(line) > yearBefore(asOf)).map((line) => line.net)),
        margin: costed
          ? sum(lines.map((line) => line.net - (line.cost ?? 0n) * BigInt(line.quantity)))
          : null,
        active: last > yearBefore(asOf),
      },
    ];
  });
}

const better = (a: bigint, b: bigint) => (a < b ? 1 : a > b ? -1 : 0);

/** One more than the fifths that are wholly worse: 1 + ⌊5 · worse / n⌋. */
function fifth(values: readonly number[], value: number): number {
  return 1 + Math.floor((5 * values.filter((one) => one < value).length) / values.length);
}

function passed(
  cuts: readonly number[],
  value: number,
  passes: (value: number, cut: number) => boolean,
): number {
  return 1 + cuts.filter((cut) => passes(value, cut)).length;
}

/** Going down the sorted amounts until the share is reached; those level with the last one are in. */
function abcByHand(amounts: readonly bigint[], amount: bigint | null, abc: ValueSettings['abc']): string {
  if (amount === null) return '';
  if (amount <= 0n) return 'C';
  const sorted = amounts.filter((one) => one > 0n).sort(better);
  const total = sorted.reduce((all, one) => all + one, 0n);
  const reached = (share: number) => {
    let sum = 0n;
    for (const one of sorted) {
      sum += one;
      if (sum * 100n >= total * BigInt(Math.round(share * 100))) return one;
    }
    return 0n;
  };
  if (amount >= reached(abc.shareA)) return 'A';
  return amount >= reached(abc.shareB) ? 'B' : 'C';
}

function rankByHand(all: readonly Valued[], one: Valued, shares: readonly number[]): number {
  if (!one.active) return 1;
  const sorted = all
    .filter((other) => other.active)
    .map((other) => other.net12)
    .sort(better);
  const within = (share: number) =>
    sorted[Math.ceil((Math.round(share * 100) * sorted.length) / 100) - 1] ?? 0n;
  return 2 + shares.filter((share) => one.net12 >= within(share)).length;
}

function valuesByHand(history: History, settings: ValueSettings, asOf: Date) {
  const all = totalsByHand(history, asOf);
  const { scoring, abc } = settings;
  const amounts = all
    .map((one) => (abc.measure === 'margin' ? one.margin : one.net))
    .filter((one) => one !== null);
  return all
    .map((one) => {
      const more = (value: number, cut: number) => value > cut;
      const [r, f, m] =
        scoring.method === 'quantiles'
          ? [
              fifth(
                all.map((other) => -other.recencyDays),
                -one.recencyDays,
              ),
              fifth(
                all.map((other) => other.orders),
                one.orders,
              ),
              fifth(
                all.map((other) => Number(other.net)),
                Number(one.net),
              ),
            ]
          : [
              passed(scoring.recencyDaysAtMost, one.recencyDays, (value, cut) => value <= cut),
              passed(scoring.ordersMoreThan, one.orders, more),
              passed(
                scoring.netSalesMoreThan.map((cut) => Number(cut) * 1e6),
                Number(one.net),
                more,
              ),
            ];
      return {
        customer_id: one.customer,
        recency_days: one.recencyDays,
        orders: one.orders,
        net_sales: formatDecimal(one.net),
        net_sales_12m: formatDecimal(one.net12),
        margin: one.margin === null ? null : formatDecimal(one.margin),
        recency_score: r,
        frequency_score: f,
        monetary_score: m,
        rfm_segment: rfmCells[5 * (r - 1) + f - 1],
        abc_class: abcByHand(amounts, abc.measure === 'margin' ? one.margin : one.net, abc),
        value_rank: rankByHand(all, one, settings.rankShares),
      };
    })
    .sort((a, b) => a.customer_id - b.customer_id);
}

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
      const expected = valuesByHand(history, settings, clock.now());
      expect(await valuesOf(snapshotId)).toEqual(expected);
      expect(customers).toBe(expected.length);
    }),
    { numRuns: 60, seed: 20_261_122 },
  );
});

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

it('keeps the last snapshots and forgets the others in both engines', async () => {
  await reset({ ...defaultValueSettings, snapshotsKept: 2 });
  for (let turn = 0; turn < 4; turn++) orThrow(await refreshValues(needs));
  const kept = (await listDoneSnapshots(engines.db, 10)).map((one) => one.snapshotId);
  expect(kept).toHaveLength(2);
  const rows = await engines.warehouse.query<{ id: number }>(
    'SELECT DISTINCT snapshot_id AS id FROM customer_values',
  );
  expect(rows.map((row) => row.id).sort()).toEqual([...kept].sort());
  const { rows: all } = await sql`select 1 from differentiate.value_snapshot where state = 'done'`.execute(
    engines.db,
  );
  expect(all).toHaveLength(2);
});
