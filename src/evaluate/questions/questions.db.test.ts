import { afterAll, beforeAll, expect, it } from 'vitest';
import { createRegistry } from '#differentiate/attributes';
import { lifetimeAttributes, lifetimePart } from '#differentiate/lifetime';
import { trendAttributes } from '#differentiate/portfolio';
import { potentialAttributes, potentialPart } from '#differentiate/potential';
import { changeActualCosts, profitAttributes, profitPart } from '#differentiate/profit';
import { refreshValues, valueAttributes } from '#differentiate/value';
import { historyModule } from '#identify/history';
import { standingClock } from '#platform/clock';
import { orThrow } from '#platform/errors';
import { openTestEngines, type TestEngines } from '#test/engines';
import { answerQuestions } from './answer-questions.ts';
import type { Answer } from './api.ts';
import { costPer } from './question.ts';

const clock = standingClock('2026-11-22T12:00:00Z');
let engines: TestEngines;
const needs = () => ({ db: engines.db, warehouse: engines.warehouse });

beforeAll(async () => {
  engines = await openTestEngines();
});
afterAll(() => engines.close());

async function ask(campaigns: { name: string; estimate: number; low: number; high: number }[] = []) {
  const { database: server, warehouse } = engines;
  const parts = [lifetimePart({ ...needs(), clock }), profitPart(needs()), potentialPart(needs())];
  orThrow(await refreshValues({ server, warehouse, clock, parts }));
  const { answers } = orThrow(await answerQuestions({ ...needs(), campaigns: async () => campaigns }));
  return (id: string): Answer => answers.find((one) => one.id === id) ?? expect.fail(id);
}

it('refuses before the first computation', async () => {
  expect(await answerQuestions({ ...needs(), campaigns: async () => [] })).toMatchObject({
    code: 'no-value-yet',
  });
});

it('says which data would answer when there are none, in both languages', async () => {
  await engines.warehouse.insert('order_lines', [
    {
      ...{
        person_id: 1,
        source_id: 1,
        order_key: 'a',
        ordered_at: '2026-10-01T00:00:00.000Z',
        quantity: '1',
      },
      ...{ net: '10', currency: 'EUR', channel: 'web' },
    },
  ]);
  const of = await ask();
  for (const id of [
    'prospect-cost',
    'acquisition-cost',
    'profitable',
    'whom-to-keep',
    'falling',
    'future',
    'under-invested',
    'win-back',
    'next-budget',
  ]) {
    const { answer, missing } = of(id);
    expect(answer, id).toBeNull();
    expect(missing?.fr, id).toMatch(/\.$/);
    expect(missing?.fr, id).not.toMatch(/« | »/);
    expect(missing?.en, id).toMatch(/\.$/);
  }
});

it('answers the ten with numbers that can be counted by hand, each with the list behind it', async () => {
  await engines.warehouse.command(`
    INSERT INTO order_lines (person_id, source_id, order_key, ordered_at, sku, quantity, net, unit_cost, currency, channel)
    WITH 1 + cityHash64(number, 1) % 400 AS person, cityHash64(number, 2) % (3 + person % 40) AS turn
    SELECT person, 1, concat(toString(person), '-', toString(turn)),
           toDateTime64('2026-11-20 00:00:00', 3, 'UTC') - toIntervalHour(cityHash64(person, turn) % 17000), 's', 1,
           5 + cityHash64(number, 4) % 9000 / 100, 3, 'EUR', if(person % 2 = 0, 'web', 'shop')
    FROM numbers(6000)`);
  await engines.warehouse.command('ALTER TABLE order_lines UPDATE unit_cost = 3 WHERE isNull(unit_cost)');
  await engines.warehouse.command(
    'INSERT INTO customers (customer_id, first_seen_at, version) SELECT 1 + number, now64(3), 1 FROM numbers(500)',
  );
  // 40 strangers written to at 0.50 each; 8 of them clicked; nobody bought.
  await engines.warehouse.command(`
    INSERT INTO contacts (person_id, channel, kind, occurred_at, cost)
    SELECT 1000 + number, 'email', 'sent', '2026-10-10 10:00:00', 0.5 FROM numbers(40)
    UNION ALL SELECT 1000 + number, 'email', 'clicked', '2026-10-10 11:00:00', NULL FROM numbers(8)
    -- Customers written to after their last purchase, some of them more than a year ago only.
    UNION ALL SELECT 1 + number, 'email', 'sent', '2026-11-21 10:00:00', NULL FROM numbers(150)
    UNION ALL SELECT 151 + number, 'email', 'sent', '2024-02-01 10:00:00', NULL FROM numbers(100)`);
  const entry = {
    ...{ id: 'ship', name: 'Ship', line: 'distribution' as const, driver: 'order' as const, cheaper: null },
    ...{ price: { by: 'rate' as const, rate: '40' }, channel: null, brand: null, from: null, until: null },
  };
  const definition = {
    entries: [entry],
    noCost: ['orderHandling' as const, 'selling' as const],
    common: [],
    assumedReliability: 1,
  };
  orThrow(await changeActualCosts(needs(), { definition, version: 0, by: 'test', at: clock.now() }));
  const of = await ask([
    { name: 'Noël', estimate: 1.2, low: 0.4, high: 2 },
    { name: 'Été', estimate: 0.3, low: -0.5, high: 1.1 },
  ]);
  expect(of('falling').sentence?.fr).toMatch(/^[\d\u202f]+\u00a0€ de ventes perdues/);
  expect(of('prospect-cost').answer).toEqual(costPer(20, 8));
  expect(of('prospect-cost').answer?.value).toBe(2.5);
  expect(of('return-by-channel').rows.map((row) => row.label.en)).toEqual(
    expect.arrayContaining(['shop, old', 'web, old']),
  );
  expect(of('next-budget').answer).toMatchObject({ value: 1.2, low: 0.4 });
  const registry = createRegistry([
    ...(historyModule(engines).attributes ?? []),
    valueAttributes,
    lifetimeAttributes,
    profitAttributes,
    potentialAttributes,
    trendAttributes,
  ]);
  await checkPromising(of('profitable'), registry);
  for (const id of ['profitable', 'whom-to-keep', 'falling', 'future', 'under-invested', 'win-back']) {
    const { condition, answer, missing } = of(id);
    expect(missing, id).toBeNull();
    if (condition === null) expect.fail(id);
    expect(Number.isFinite(answer?.value), id).toBe(true);
    expect(orThrow(registry.check(condition)), id).toEqual(condition);
    const { query, parameters } = registry.countCustomers({ condition, now: clock.now() });
    const [row] = await engines.warehouse.query<{ customers: number }>(query, parameters);
    if (['profitable', 'falling', 'under-invested'].includes(id)) expect(row?.customers).toBe(answer?.value);
    if (id === 'under-invested') expect(row?.customers).toBe(await unspokenFifth());
    if (id === 'future') expect((row?.customers ?? 0) / 400).toBeCloseTo(0.1, 1);
  }
});

/** The fifth with most sales to come, less those of them written to within the year: persons 1 to 150. */
async function unspokenFifth(): Promise<number> {
  const rows = await engines.warehouse.query<{ customer_id: number; sales: number }>(
    `SELECT customer_id, round(future_sales, 2) AS sales FROM customer_lifetimes
     WHERE snapshot_id = (SELECT max(snapshot_id) FROM value_snapshots) ORDER BY sales DESC`,
  );
  const least = rows[Math.ceil(rows.length / 5) - 1]?.sales ?? Number.NaN;
  return rows.filter(({ customer_id, sales }) => sales >= least && customer_id > 150).length;
}

type Account = { profit: number | null; margin: number | null; possible: number | null };

/** Those above the first fifth's foot, found by counting for each how many have more or as much: equals all in or all out. */
function inFirstFifth(accounts: readonly Account[], field: keyof Account): Set<Account> {
  const known = accounts.filter((one) => one[field] !== null);
  const amountOf = (one: Account) => one[field] ?? 0;
  return new Set(
    known.filter(
      (one) => known.filter((other) => amountOf(other) >= amountOf(one)).length <= known.length / 5,
    ),
  );
}

/** Who could become profitable, against each account compared with every other outside the warehouse. */
async function checkPromising(answer: Answer, registry: ReturnType<typeof createRegistry>): Promise<void> {
  const accounts = await engines.warehouse.query<Account>(
    `SELECT toFloat64(direct_profit) AS profit, round(future_margin, 2) AS margin, round(g.potential, 2) AS possible
     FROM (SELECT * FROM customer_profits WHERE customer_id != 0 AND snapshot_id = (SELECT max(snapshot_id) FROM value_snapshots)) AS p
     LEFT JOIN (SELECT * FROM customer_lifetimes WHERE snapshot_id = (SELECT max(snapshot_id) FROM value_snapshots)) AS l USING (customer_id)
     LEFT JOIN (SELECT * FROM customer_potentials WHERE snapshot_id = (SELECT max(snapshot_id) FROM value_snapshots)) AS g USING (customer_id)
     WHERE isNotNull(direct_profit) SETTINGS join_use_nulls = 1`,
  );
  const [profit, margin, possible] = (['profit', 'margin', 'possible'] as const).map((field) =>
    inFirstFifth(accounts, field),
  );
  const promised = accounts.filter(
    (one) => !profit?.has(one) && (margin?.has(one) === true || possible?.has(one) === true),
  );
  expect(answer.rows).toHaveLength(2);
  for (const [at, isProfitable] of [false, true].entries()) {
    const group = promised.filter((one) => (one.profit ?? 0) > 0 === isProfitable);
    expect(group.length).toBeGreaterThan(0);
    const row = answer.rows[at] ?? expect.fail('a row is missing');
    expect(row.customers).toBe(group.length);
    const mean = group.reduce((sum, one) => sum + (one.margin ?? 0), 0) / group.length;
    const squares = group.reduce((sum, one) => sum + ((one.margin ?? 0) - mean) ** 2, 0);
    const off = group.length < 2 ? null : 1.96 * Math.sqrt(squares / (group.length - 1) / group.length);
    expect(row.estimate?.value).toBeCloseTo(mean, 6);
    if (off === null) expect(row.estimate?.low).toBeNull();
    else expect(row.estimate?.low).toBeCloseTo(mean - off, 6);
    if (row.condition === null) expect.fail('no list behind it');
    expect(orThrow(registry.check(row.condition))).toEqual(row.condition);
    const { query, parameters } = registry.countCustomers({ condition: row.condition, now: clock.now() });
    const [listed] = await engines.warehouse.query<{ customers: number }>(query, parameters);
    expect(listed?.customers).toBe(group.length);
  }
}
