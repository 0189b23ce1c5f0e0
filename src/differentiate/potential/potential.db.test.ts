import { afterAll, beforeAll, expect, it } from 'vitest';
import { createRegistry } from '#differentiate/attributes';
import { refreshValues } from '#differentiate/value';
import { standingClock } from '#platform/clock';
import { orThrow } from '#platform/errors';
import { openTestEngines, type TestEngines } from '#test/engines';
import { customerPotential } from './customer-potential.ts';
import { potentialAttributes } from './potential.attributes.ts';
import { potentialOverview } from './potential-overview.ts';
import { changePotentialSettings, defaultPotentialSettings } from './potential-settings.ts';
import { potentialPart } from './write-potentials.ts';

const clock = standingClock('2026-11-22T12:00:00Z');
let engines: TestEngines;

/** Who said which share, and when; the rest said nothing. */
const said: Record<number, Record<string, string>> = {
  11: { 'Part de client': '25', 'Date de la part de client': '2026-06-01' },
  12: { 'share of wallet': '0,4' },
  13: { 'share of wallet': '0', 'share of wallet date': '2026-06-01' },
  14: { 'share of wallet': '50', 'share of wallet date': '2024-06-01' },
  15: { 'share of wallet': '2.5', 'share of wallet date': '2026-06-01' },
  16: { 'share of wallet': '140' },
  2001: { 'share of wallet': '30' },
};

/** Two thousand customers of two ages and two profiles of company; the older spend three times as much. A hundred more never bought. */
async function invent(): Promise<void> {
  const { warehouse } = engines;
  const others = (id: number) => said[id] ?? {};
  await warehouse.insert(
    'customers',
    Array.from({ length: 2100 }, (_, at) => {
      const id = at + 1;
      return {
        ...{ customer_id: id, birth_date: id % 2 === 0 ? '1960-05-05' : '1995-05-05', postcode: '37000' },
        other: { ...others(id), taille: id % 3 === 0 ? 'PME' : 'GE' },
        ...{ first_seen_at: '2024-01-01 00:00:00', version: 1 },
      };
    }),
  );
  await warehouse.command(`
    INSERT INTO order_lines (person_id, source_id, order_key, ordered_at, sku, quantity, net, currency, channel)
    SELECT 1 + number % 2000 AS person, 1, toString(number), toDateTime64('2026-11-20 00:00:00', 3, 'UTC') - toIntervalDay(30 + 400 * (intDiv(number, 2000) % 2)), 's', 1,
           exp(3 + cityHash64(person, 5) % 2000 / 1000) * if(person % 2 = 0, 3, 1), 'EUR', 'shop'
    FROM numbers(4000)`);
  await warehouse.insert('events', [
    {
      ...{ person_id: 17, type: 'share-of-wallet', occurred_at: '2026-09-01 00:00:00' },
      properties: '{"share": "0.5"}',
    },
  ]);
}

const needs = () => ({ db: engines.db, warehouse: engines.warehouse });
const refresh = async () =>
  orThrow(
    await refreshValues({
      ...{ server: engines.database, warehouse: engines.warehouse, clock },
      parts: [potentialPart(needs())],
    }),
  );
const of = async (id: number) => orThrow(await customerPotential(needs(), id));

beforeAll(async () => {
  engines = await openTestEngines();
  await invent();
  await refresh();
});
afterAll(() => engines.close());

/** The quantile of type 7 on the logarithms, by hand. */
function upperQuarter(amounts: number[]): number {
  const logs = amounts.map(Math.log).sort((a, b) => a - b);
  const at = 0.75 * (logs.length - 1);
  const [low = 0, high = 0] = [logs[Math.floor(at)], logs[Math.ceil(at)]];
  return Math.exp(low + (at - Math.floor(at)) * (high - low));
}

it('tells customers by those of their age, near the upper quarter counted by hand, and no other trait', async () => {
  const overview = orThrow(await potentialOverview(needs()));
  expect(overview.likeness).toMatchObject({ customers: 2000, sampled: 2000, traits: ['ageBand'] });
  expect(overview.likeness?.judged.gain).toBeGreaterThan(0.1);
  expect(overview.cells.map((cell) => cell.levels)).toEqual(expect.arrayContaining([['65–74'], ['25–34']]));
  const lines = await engines.warehouse.query<{ person: number; spend: number }>(
    "SELECT person_id AS person, toFloat64(sum(net)) AS spend FROM order_lines WHERE ordered_at > '2025-11-22 12:00:00' GROUP BY person",
  );
  for (const [level, odd] of [
    ['65–74', 0],
    ['25–34', 1],
  ] as const) {
    const cell = overview.cells.find((one) => one.levels[0] === level);
    const byHand = upperQuarter(lines.filter((one) => one.person % 2 === odd).map((one) => one.spend));
    expect(cell?.learntFrom).toBe(1000);
    expect((cell?.amount ?? 0) / byHand).toBeCloseTo(1, 1);
    expect(cell?.low).toBeLessThan(byHand);
    expect(cell?.high).toBeGreaterThan(byHand);
  }
});

it('tells who never bought too, by those alike', async () => {
  const never = await of(2050);
  expect(never).toMatchObject({ basis: 'look-alikes', spend: '0' });
  expect(never.room).toBe(never.alike?.amount);
  expect(never.why[1]?.en).toMatch(/upper quarter of 1000 customers like this one \(age 65–74\)/);
});

it('lets a declared share speak while it is fresh: spending ÷ share − spending', async () => {
  const one = await of(11);
  const spend = Number(one.spend);
  expect(one).toMatchObject({ basis: 'declared', declared: { share: 0.25 } });
  expect(one.declared?.saidAt).toMatch(/^2026-06-01/);
  // Before June it is the purchase of a year ago that counts; both purchases were of one amount.
  expect(one.potential).toBeCloseTo(spend / 0.25, 4);
  expect(one.room).toBeCloseTo(spend / 0.25 - spend, 4);
  expect(one.declared?.low).toBeCloseTo(spend / 0.3, 4);
  expect(one.declared?.high).toBeCloseTo(spend / 0.2, 4);
  expect(await of(12)).toMatchObject({ basis: 'declared', declared: { share: 0.4, saidAt: null } });
  expect((await of(17)).declared).toMatchObject({ share: 0.5, saidAt: expect.stringMatching(/^2026-09-01/) });
});

it('refuses a share of zero, stale, tiny or impossible, says why, and lets those alike speak', async () => {
  const why = async (id: number) => {
    const one = await of(id);
    expect(one.basis, String(id)).toBe('look-alikes');
    return one.why[0]?.en;
  };
  expect(await why(13)).toMatch(/is 0/);
  expect(await why(14)).toMatch(/too long ago/);
  expect(await why(15)).toMatch(/too small/);
  expect(await why(16)).toMatch(/above 100/);
  expect(await why(2001)).toMatch(/no purchase in the twelve months/);
  expect(await why(18)).toMatch(/no share of wallet was declared/);
});

it('is never less than what is spent, and the room never below zero', async () => {
  const [row] = await engines.warehouse.query<{ less: number; below: number; unknown: number }>(
    `SELECT countIf(potential < toFloat64(spend) - 1e-9) AS less, countIf(room < 0) AS below, countIf(isNull(potential)) AS unknown
     FROM customer_potentials WHERE snapshot_id = (SELECT max(snapshot_id) FROM value_snapshots)`,
  );
  expect(row).toEqual({ less: 0, below: 0, unknown: 0 });
});

it('is used by segments', async () => {
  const registry = createRegistry([potentialAttributes]);
  const { query, parameters } = registry.countCustomers({
    condition: {
      and: [
        { attribute: 'potentialBasis', operator: '=', value: 'declared' },
        { attribute: 'potentialRoom', operator: '>', value: '1' },
      ],
    },
    now: clock.now(),
  });
  const [row] = await engines.warehouse.query<{ customers: number }>(query, parameters);
  expect(row?.customers).toBe(3);
});

it('tells alike by a field of the files once asked to, and lists those it could', async () => {
  const { fields } = orThrow(await potentialOverview(needs()));
  expect(fields[0]).toEqual({ name: 'taille', customers: 2100, values: 2, used: false });
  await engines.warehouse.command(
    "INSERT INTO order_lines (person_id, source_id, order_key, ordered_at, sku, quantity, net, currency) SELECT 3 * (1 + number), 1, concat('x', toString(number)), toDateTime64('2026-10-01 00:00:00', 3, 'UTC'), 's', 1, 900, 'EUR' FROM numbers(600)",
  );
  await changePotentialSettings(engines.db, {
    settings: { ...defaultPotentialSettings, fields: ['taille'] },
    ...{ by: 'test', at: clock.now() },
  });
  await refresh();
  expect(orThrow(await potentialOverview(needs())).likeness?.traits[0]).toBe('field:taille');
  expect((await of(2050)).alike?.levels[0]).toMatchObject({ name: 'field:taille', level: 'GE' });
});

it('says that too few can tell, and what customers said still speaks', async () => {
  await engines.warehouse.command('DELETE FROM order_lines WHERE person_id > 40');
  await refresh();
  const overview = orThrow(await potentialOverview(needs()));
  expect(overview).toMatchObject({ likeness: null, refusal: { code: 'too-few-customers' }, cells: [] });
  expect(await of(18)).toMatchObject({ basis: null, potential: null, room: null, alike: null });
  expect((await of(11)).basis).toBe('declared');
});
