import { afterAll, beforeAll, expect, it } from 'vitest';
import { refreshValues } from '#differentiate/value';
import { standingClock } from '#platform/clock';
import { orThrow } from '#platform/errors';
import { openTestEngines, type TestEngines } from '#test/engines';
import { cutIntoCrowds } from './crowds.warehouse.ts';
import {
  buyersOfFacts,
  buyersOfSnapshot,
  countSetAside,
  drawHistories,
  drawnHistories,
  writeHistories,
} from './histories.warehouse.ts';
import { longestObserved, readHistories } from './history-blocks.warehouse.ts';

const clock = standingClock('2026-11-22T12:00:00Z');
let engines: TestEngines;

beforeAll(async () => {
  engines = await openTestEngines();
  // 300 persons of whom 20 are ten customers; lines for nothing, below nothing and returned among the others.
  await engines.warehouse.command(`
    INSERT INTO order_lines (person_id, source_id, order_key, ordered_at, sku, quantity, net, currency)
    WITH 1 + cityHash64(number, 1) % 300 AS person, if(number % 17 = 0, -1, 1) AS pieces
    SELECT person, 1, toString(number), toDateTime64('2026-11-20 00:00:00', 3, 'UTC') - toIntervalHour(cityHash64(number, 3) % 9000),
           'S', pieces, pieces * if(number % 13 = 0, -40, if(number % 7 = 0, 0, 5 + number % 90)), 'EUR'
    FROM numbers(2500)`);
  await engines.warehouse.command(
    'INSERT INTO customer_of_rows SELECT 200 + number, 1 + number, 1 FROM numbers(10)',
  );
  await engines.warehouse.command('SYSTEM RELOAD DICTIONARY customer_of');
});
afterAll(() => engines.close());

type Line = { person_id: number; day: number; net: string; is_return: number };

/** Days on which each customer bought for more than nothing and what for, in cents, added up here line by line. */
function boughtBy(lines: readonly Line[]): Map<number, (readonly [day: number, cents: number])[]> {
  const cents = new Map<number, Map<number, number>>();
  for (const { person_id, day, net, is_return } of lines) {
    if (is_return === 1) continue;
    const customer = person_id > 200 && person_id < 210 ? person_id - 199 : person_id === 200 ? 1 : person_id;
    const days = cents.get(customer) ?? new Map<number, number>();
    days.set(day, (days.get(day) ?? 0) + Math.round(Number(net) * 100));
    cents.set(customer, days);
  }
  const found = [...cents].map(([customer, byDay]) => {
    const days = [...byDay].filter(([, spent]) => spent > 0).toSorted(([one], [two]) => one - two);
    return [customer, days] as const;
  });
  return new Map(found.filter(([, days]) => days.length > 0));
}

/** Mean of the repeats, in the currency. */
const meanOf = (days: readonly (readonly [number, number])[]) =>
  days.length > 1 ? days.slice(1).reduce((sum, [, spent]) => sum + spent, 0) / 100 / (days.length - 1) : 0;

/** Histories: repeats, days to the last, days observed, mean of the repeats. */
function expected(lines: readonly Line[], today: number): Map<number, string> {
  const rows = [...boughtBy(lines)].map(([customer, days]) => {
    const first = days[0]?.[0] ?? 0;
    const told = [
      days.length - 1,
      (days.at(-1)?.[0] ?? first) - first,
      today - first,
      meanOf(days).toFixed(6),
    ];
    return [customer, told.join(' ')] as const;
  });
  return new Map(rows);
}

it('adds up everyone’s days, whatever ranges they are cut into, and reads the distinct ones', async () => {
  const { database: server, warehouse } = engines;
  const { snapshotId } = orThrow(await refreshValues({ server, warehouse, clock }));
  const lines = await warehouse.query<Line>(
    "SELECT person_id, toUInt16(toDate(ordered_at, 'UTC')) AS day, net, is_return FROM order_lines",
  );
  const truth = expected(lines, Date.parse('2026-11-22') / 86_400_000);
  for (const atOnce of [150, 700, undefined]) {
    await warehouse.command(`ALTER TABLE purchase_histories DROP PARTITION ${snapshotId}`);
    await writeHistories(warehouse, {
      snapshotId,
      asOf: clock.now(),
      currency: 'EUR',
      oneIn: 0,
      ...(atOnce !== undefined && { atOnce }),
    });
    const rows = await warehouse.query<Record<string, number>>('SELECT * FROM purchase_histories');
    const found = rows.map((row) => [
      Number(row['customer_id']),
      `${row['repeats']} ${row['last_days']} ${row['observed_days']} ${Number(row['mean_amount']).toFixed(6)}`,
    ]);
    expect(found.toSorted(([one], [two]) => Number(one) - Number(two))).toEqual(
      [...truth].toSorted(([one], [two]) => one - two),
    );
    const read: [number, string][] = [];
    const lots: number[] = [];
    for await (const lot of readHistories(warehouse, { snapshotId, rows: 37 })) {
      lots.push(lot.repeats.length);
      for (let row = 0; row < lot.repeats.length; row += 1) {
        const told = [
          lot.repeats[row],
          lot.lastDays[row],
          lot.observedDays[row],
          lot.meanAmount[row]?.toFixed(6),
        ];
        read.push([lot.customers[2 * row] ?? 0, told.join(' ')]);
      }
    }
    expect(lots.slice(0, -1).every((size) => size === 37)).toBe(true);
    const places = read.map(([, told]) => told.split(' ').slice(0, 3).join(' '));
    expect(places.filter((told, row) => told !== places[row - 1])).toHaveLength(new Set(places).size);
    expect(read.toSorted(([one], [two]) => one - two)).toEqual(
      [...truth].toSorted(([one], [two]) => one - two),
    );
    const observed = [...truth.values()].map((told) => Number(told.split(' ')[2]));
    expect(await longestObserved(warehouse, snapshotId)).toBe(Math.max(...observed));
  }
});

it('draws the same customers from the facts and from histories put aside, with the days they bought on', async () => {
  const { database: server, warehouse } = engines;
  const { snapshotId } = orThrow(await refreshValues({ server, warehouse, clock }));
  const moment = { asOf: clock.now(), currency: 'EUR' };
  const lines = await warehouse.query<Line>(
    "SELECT person_id, toUInt16(toDate(ordered_at, 'UTC')) AS day, net, is_return FROM order_lines",
  );
  const told = (days: readonly number[], mean: number) => `${days.join(' ')}: ${mean.toFixed(6)}`;
  const all = [...boughtBy(lines).values()].map((days) =>
    told(
      days.map(([day]) => day),
      meanOf(days),
    ),
  );
  for (const oneIn of [1, 3]) {
    await warehouse.command(`ALTER TABLE purchase_histories DROP PARTITION ${snapshotId}`);
    await writeHistories(warehouse, { ...moment, snapshotId, oneIn, atOnce: 700 });
    const drawn = await drawnHistories(warehouse, snapshotId);
    expect(await drawHistories(warehouse, { ...moment, oneIn })).toEqual(drawn);
    const found = drawn.map(({ days, mean_amount: mean }) => told(days, mean));
    if (oneIn === 1) expect(found.toSorted()).toEqual(all.toSorted());
    expect(found.filter((one) => !all.includes(one))).toEqual([]);
    expect(found.length / all.length).toBeGreaterThan(0.6 / oneIn);
    expect(found.length / all.length).toBeLessThan(1.5 / oneIn);
  }
});

it('tells who bought and what is set aside, by the facts as by a snapshot', async () => {
  const { database: server, warehouse } = engines;
  const asOf = new Date('2026-10-01T00:00:00Z');
  const moment = { asOf, currency: 'EUR' };
  const lines = await warehouse.query<Line & { at: string }>(
    'SELECT person_id, ordered_at AS at, net, is_return FROM order_lines WHERE is_return = 0 ORDER BY at',
  );
  const known = lines.filter(({ at }) => new Date(at) <= asOf);
  const customers = new Set(
    known.map(({ person_id }) => (person_id >= 200 && person_id < 210 ? person_id - 199 : person_id)),
  );
  const buyers = { customers: customers.size, first: known[0]?.at.slice(0, 10) };
  expect(await buyersOfFacts(warehouse, moment)).toEqual(buyers);
  const { snapshotId } = orThrow(await refreshValues({ server, warehouse, clock }, { asOf }));
  expect(await buyersOfSnapshot(warehouse, snapshotId)).toEqual(buyers);
  expect(await countSetAside(warehouse, moment)).toEqual({
    later: lines.length - known.length,
    worthless: known.filter(({ net }) => Number(net) <= 0).length,
  });
  expect(lines.length).toBeGreaterThan(known.length);
});

it('puts every customer whole in one crowd, however the crowds are cut', async () => {
  const { warehouse } = engines;
  const counted = (customer: string, who: string, bound: Record<string, number>) =>
    warehouse.query<{ customer_id: number; lines: number }>(
      `SELECT ${customer} AS customer_id, count() AS lines FROM order_lines WHERE person_id != 0 AND ${who} GROUP BY customer_id`,
      bound,
    );
  const everyone = "dictGetOrDefault('customer_of', 'customer_id', person_id, person_id)";
  const byNumber = (one: { customer_id: number }, other: { customer_id: number }) =>
    one.customer_id - other.customer_id;
  const whole = (await counted(everyone, '1', {})).toSorted(byNumber);
  for (const atOnce of [100, 700, undefined]) {
    const crowds = await cutIntoCrowds(warehouse, atOnce);
    expect(crowds.length).toBeGreaterThan(atOnce === 100 ? 20 : 1);
    const found: { customer_id: number; lines: number }[] = [];
    for (const { who, customer, bound } of crowds) found.push(...(await counted(customer, who, bound)));
    expect(found.toSorted(byNumber)).toEqual(whole);
  }
});

it('cuts what has no lines, and no merged persons, into one crowd', async () => {
  const { warehouse } = engines;
  for (const table of ['order_lines', 'customer_of_rows']) await warehouse.command(`TRUNCATE TABLE ${table}`);
  await warehouse.command('SYSTEM RELOAD DICTIONARY customer_of');
  expect(await cutIntoCrowds(warehouse)).toHaveLength(1);
});
