import { afterAll, beforeAll, expect, it } from 'vitest';
import { createRegistry } from '#differentiate/attributes';
import { refreshValues } from '#differentiate/value';
import { historyModule } from '#identify/history';
import { standingClock } from '#platform/clock';
import { orThrow } from '#platform/errors';
import { openTestEngines, type TestEngines } from '#test/engines';
import { recencyValue } from './recency-value.ts';
import { lifetimePart } from './write-lifetimes.ts';

const clock = standingClock('2026-11-22T12:00:00Z');
const today = Date.parse('2026-11-22') / 86_400_000;
let engines: TestEngines;
const needs = () => ({ db: engines.db, warehouse: engines.warehouse, clock });
const refresh = async () => {
  const { database: server, warehouse } = engines;
  orThrow(await refreshValues({ server, warehouse, clock, parts: [lifetimePart(needs())] }));
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
      condition: orThrow(registry.check(condition)),
      now: clock.now(),
    });
    const [row] = await engines.warehouse.query<{ customers: number }>(query, parameters);
    // A day taken back whole is no purchase, yet its order has a date.
    expect(Math.abs((row?.customers ?? 0) - customers)).toBeLessThanOrEqual(0.2 * customers + 3);
    listed += row?.customers ?? 0;
  }
  expect(listed).toBe(new Set(lines.map((line) => line.customer)).size);
});
