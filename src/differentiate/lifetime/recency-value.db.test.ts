import { afterAll, beforeAll, expect, it } from 'vitest';
import { createRegistry } from '#differentiate/attributes';
import { refreshValues, selectSnapshot, type SnapshotPart } from '#differentiate/value';
import { historyModule } from '#identify/history';
import { standingClock } from '#platform/clock';
import { sql } from '#platform/database';
import { orThrow } from '#platform/errors';
import { openTestEngines, type TestEngines } from '#test/engines';
import { recencyValue } from './recency-value.ts';
import { recencyCounts } from './recency.warehouse.ts';
import { lifetimePart } from './write-lifetimes.ts';
import { recencyPart } from './write-recency.ts';

const clock = standingClock('2026-11-22T12:00:00Z');
const today = Date.parse('2026-11-22') / 86_400_000;
let engines: TestEngines;
const needs = () => ({ db: engines.db, warehouse: engines.warehouse, clock });
const refresh = async (input: { snapshotId?: number; then?: SnapshotPart[] } = {}) => {
  const { database: server, warehouse } = engines;
  const parts = [lifetimePart(needs()), recencyPart(needs()), ...(input.then ?? [])];
  return orThrow(await refreshValues({ server, warehouse, clock, parts }, { snapshotId: input.snapshotId }));
};

beforeAll(async () => {
  engines = await openTestEngines();
});
afterAll(() => engines.close());

it('refuses before the first computation, and where too few came back', async () => {
  expect(await recencyValue(needs())).toMatchObject({ code: 'no-value-yet' });
  await engines.warehouse.command(`
    INSERT INTO order_lines (person_id, source_id, order_key, ordered_at, quantity, net, currency)
    SELECT 1 + number, 1, toString(number), '2026-08-01 10:00:00', 1, 20, 'EUR' FROM numbers(30)`);
  await refresh();
  expect(await recencyValue(needs())).toMatchObject({ code: 'too-few-came-back' });
});

type Line = { customer: number; day: number; net: number };

/** The same chances counted month by month over each customer's own days, by loops. */
function countByHand(lines: readonly Line[]) {
  const days = new Map<number, Map<number, number>>();
  for (const { customer, day, net } of lines) {
    const own = days.get(customer) ?? new Map<number, number>();
    days.set(customer, own.set(day, (own.get(day) ?? 0) + net));
  }
  const states = Array.from({ length: 13 }, () => ({ customers: 0, seen: 0, bought: 0 }));
  let [spent, months] = [0, 0];
  for (const own of days.values()) {
    const bought = [...own].filter(([, sum]) => sum > 0);
    for (let month = -1; month < 12; month += 1) {
      const end = today - 30 * month;
      const [before, within] = [
        bought.filter(([day]) => day <= end - 30),
        bought.filter(([day]) => day > end - 30 && day <= end),
      ];
      if (before.length === 0) continue;
      const last = Math.max(...before.map(([day]) => day));
      const state = states[Math.min(12, Math.floor((end - 30 - last) / 30))] ?? expect.fail('no state');
      if (month === -1) state.customers += 1;
      else {
        state.seen += 1;
        state.bought += within.length > 0 ? 1 : 0;
        spent += within.reduce((sum, [, net]) => sum + net, 0);
        months += within.length > 0 ? 1 : 0;
      }
    }
  }
  return { states, spend: spent / months };
}

it('gives the chances and values that loops over every customer and every path of a year give', async () => {
  await engines.warehouse.command('TRUNCATE TABLE order_lines');
  // Some days sum to nothing or less (a return taken back).
  await engines.warehouse.command(`
    INSERT INTO order_lines (person_id, source_id, order_key, ordered_at, quantity, net, unit_cost, currency)
    WITH 1 + cityHash64(number, 1) % 250 AS person, cityHash64(number, 2) % (3 + person % 20) AS turn
    SELECT person, 1, concat(toString(person), '-', toString(turn)),
           toDateTime64('2026-11-22 09:00:00', 3, 'UTC') - toIntervalHour(cityHash64(person, turn) % 15000), 1,
           if(cityHash64(number, 5) % 11 = 0, -40, 5 + cityHash64(number, 4) % 90), 3, 'EUR'
    FROM numbers(2500)`);
  await engines.warehouse.command(
    'INSERT INTO customers (customer_id, first_seen_at, version) SELECT 1 + number, now64(3), 1 FROM numbers(250)',
  );
  await refresh();
  const told = orThrow(await recencyValue(needs()));
  const lines = await engines.warehouse.query<Line>(
    `SELECT dictGetOrDefault('customer_of', 'customer_id', person_id, person_id) AS customer,
            toInt32(toDate(ordered_at, 'UTC')) AS day, toFloat64(net) AS net
     FROM order_lines WHERE is_return = 0`,
  );
  const { states, spend } = countByHand(lines);
  const until = told.states.length - 1;
  expect(until).toBeGreaterThan(3);
  const pooled = states.slice(until).reduce((all, one) => ({
    ...{ customers: all.customers + one.customers, seen: all.seen + one.seen },
    bought: all.bought + one.bought,
  }));
  const expected = [...states.slice(0, until), pooled];
  expect(told.states.map(({ customers, seen, bought }) => ({ customers, seen, bought }))).toEqual(expected);
  expect(told.spend.value).toBeCloseTo(spend, 8);
  const discount = 1.1 ** (-30 / 365);
  let values = expected.map(() => 0);
  for (let month = 0; month < told.horizonDays / 30; month += 1)
    values = values.map((_, at) => {
      const chance = (expected[at]?.bought ?? 0) / (expected[at]?.seen ?? 1);
      const waiting = values[Math.min(at + 1, until)] ?? 0;
      return discount * (chance * (spend + (values[0] ?? 0)) + (1 - chance) * waiting);
    });
  for (const [at, state] of told.states.entries()) {
    expect(state.within.value).toBeCloseTo(values[at] ?? -1, 6);
    expect(state.within.low).toBeLessThan(state.within.value);
    expect(state.endless?.value).toBeGreaterThan(state.within.value);
  }
  expect(told.total.value).toBeCloseTo(
    expected.reduce((sum, one, at) => sum + one.customers * (values[at] ?? 0), 0),
    4,
  );
  expect(told.marginShare).toBeGreaterThan(0);
  const registry = createRegistry(historyModule(engines).attributes ?? []);
  let listed = 0;
  for (const { condition, customers } of told.states) {
    const { query, parameters } = registry.countCustomers({
      condition: orThrow(registry.check(condition ?? expect.fail('no condition'))),
      now: clock.now(),
    });
    const [row] = await engines.warehouse.query<{ customers: number }>(query, parameters);
    // A day taken back whole is no purchase, yet its order has a date.
    expect(Math.abs((row?.customers ?? 0) - customers)).toBeLessThanOrEqual(0.2 * customers + 3);
    listed += row?.customers ?? 0;
  }
  expect(listed).toBe(new Set(lines.map((line) => line.customer)).size);
});

it('gives the same counts crowd by crowd, persons who are one with others among them', async () => {
  const { warehouse } = engines;
  // Ten customers are two persons each.
  await warehouse.command('INSERT INTO customer_of_rows SELECT 200 + number, 1 + number, 1 FROM numbers(10)');
  await warehouse.command('SYSTEM RELOAD DICTIONARY customer_of');
  const asked = { asOf: clock.now(), currency: 'EUR', months: 12, longest: 12, groups: 3 };
  const counted = async (atOnce?: number) => {
    const sums = new Map<string, number[]>();
    for (const row of await recencyCounts(warehouse, { ...asked, ...(atOnce !== undefined && { atOnce }) })) {
      const [customers = 0, seen = 0, bought = 0, spent = 0] = sums.get(`${row.fold} ${row.waited}`) ?? [];
      sums.set(`${row.fold} ${row.waited}`, [
        ...[customers + row.customers, seen + row.seen],
        ...[bought + row.bought, spent + row.millionths],
      ]);
    }
    return Object.fromEntries(sums);
  };
  const whole = await counted();
  expect(Object.keys(whole).length).toBeGreaterThan(20);
  expect(await counted(300)).toEqual(whole);
});

it('keeps it with its snapshot: read without the facts, an older date keeps its own, one of before says so', async () => {
  const older = await refresh();
  const then = orThrow(await recencyValue(needs()));
  expect(then.snapshotId).toBe(older.snapshotId);
  await engines.warehouse.command('TRUNCATE TABLE order_lines');
  expect(orThrow(await recencyValue(needs()))).toEqual(then);
  await engines.warehouse.command(`
    INSERT INTO order_lines (person_id, source_id, order_key, ordered_at, quantity, net, currency)
    SELECT 1 + number % 90, 1, toString(number), toDateTime64('2026-11-20 09:00:00', 3, 'UTC') - toIntervalDay(cityHash64(number) % 500), 1, 20, 'EUR'
    FROM numbers(700)`);
  const newer = await refresh();
  const now = orThrow(await recencyValue(needs()));
  expect(now).toMatchObject({ snapshotId: newer.snapshotId, spend: { value: expect.any(Number) } });
  expect(now.total.value).not.toBe(then.total.value);
  const kept = orThrow(await recencyValue(needs(), { snapshotId: older.snapshotId }));
  expect(kept).toEqual({ ...then, states: then.states.map((state) => ({ ...state, condition: null })) });
  expect(await recencyValue(needs(), { snapshotId: 99_999 })).toMatchObject({ code: 'no-such-snapshot' });
  await sql`delete from differentiate.recency_snapshot where snapshot_id = ${older.snapshotId}`.execute(
    engines.db,
  );
  const before = await recencyValue(needs(), { snapshotId: older.snapshotId });
  expect(before).toMatchObject({ code: 'recency-not-kept', message: expect.stringContaining('2026-11-22') });
});

it('is stored once by a computation cut off after it and begun again, and not read in between', async () => {
  const before = orThrow(await recencyValue(needs()));
  let cutOff = 0;
  const cut: SnapshotPart = {
    tables: [],
    write: ({ snapshotId }) => {
      cutOff = snapshotId;
      return Promise.reject(new Error('cut off'));
    },
  };
  await expect(refresh({ then: [cut] })).rejects.toThrow('cut off');
  expect(orThrow(await recencyValue(needs()))).toEqual(before);
  expect(await recencyValue(needs(), { snapshotId: cutOff })).toMatchObject({ code: 'no-such-snapshot' });
  const done = await refresh({ snapshotId: cutOff });
  expect(done.snapshotId).toBe(cutOff);
  const { rows } = await sql<{ rows: number }>`
    select count(*)::int as rows from differentiate.recency_snapshot where snapshot_id = ${cutOff}
  `.execute(engines.db);
  expect(rows).toEqual([{ rows: 1 }]);
  const { snapshotId: _, ...again } = orThrow(await recencyValue(needs()));
  expect(before).toMatchObject(again);
});

it('keeps nothing where renewals tell, and says so', async () => {
  const { warehouse } = engines;
  const { snapshotId } = await refresh();
  await warehouse.command(
    'INSERT INTO customer_lifetimes (snapshot_id, customer_id, fit_id) VALUES ({snapshotId:UInt64}, 1, 0)',
    { snapshotId },
  );
  const snapshot = await selectSnapshot(engines.db, snapshotId);
  await recencyPart(needs()).write(snapshot ?? expect.fail('no snapshot'));
  expect(await recencyValue(needs())).toMatchObject({ code: 'forecast-by-contracts' });
});
