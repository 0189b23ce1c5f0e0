import { afterAll, beforeAll, expect, it } from 'vitest';
import { beta, createStream, uniform } from '#analytics/random';
import { createRegistry } from '#differentiate/attributes';
import { lifetimeOverview, lifetimePart } from '#differentiate/lifetime';
import { refreshValues } from '#differentiate/value';
import { standingClock } from '#platform/clock';
import { orThrow } from '#platform/errors';
import { openTestEngines, type TestEngines } from '#test/engines';
import { changeContractSettings, defaultContractSettings } from './contract-settings.ts';
import { contractsAttributes } from './contracts.attributes.ts';
import { contractsOverview, customerContracts } from './contracts-overview.ts';
import { contractsPart } from './write-contracts.ts';

const clock = standingClock('2026-11-22T12:00:00Z');
const day = 86_400_000;
const now = clock.now().getTime();
let engines: TestEngines;

type Life = { terms: number; start: number; isOver: boolean; willRenew: boolean };
const lives: Life[] = [];

/** Yearly contracts begun over nine years; each is left at a renewal with a chance of its own, known here. Prices are 120 a year. */
function invent(count: number) {
  const random = createStream('contracts');
  for (let id = 1; id <= count; id += 1) {
    const leaving = beta(random, 0.9, 2.6);
    const start = now - Math.floor(uniform(random) * 9 * 365) * day;
    const due = Math.floor((now - start) / (365 * day));
    let made = 0;
    while (made < due && uniform(random) >= leaving) made += 1;
    lives.push({ terms: made + 1, start, isOver: made < due, willRenew: uniform(random) >= leaving });
  }
}

const iso = (at: number) => new Date(at).toISOString();
const needs = () => ({ db: engines.db, warehouse: engines.warehouse, clock });
const refresh = async () => {
  const { database: server, warehouse } = engines;
  const parts = [contractsPart(needs(), lifetimePart(needs()))];
  orThrow(await refreshValues({ server, warehouse, clock, parts }));
};

beforeAll(async () => {
  engines = await openTestEngines();
  invent(4000);
  await engines.warehouse.insert(
    'events',
    lives.flatMap(({ terms, start }, at) =>
      Array.from({ length: terms }, (_, term) => ({
        ...{ person_id: at + 1, type: 'contract', occurred_at: iso(start + term * 365 * day) },
        ...{ amount: '120', currency: 'EUR', line: at * 20 + term },
        properties: JSON.stringify({
          until: iso(start + (term + 1) * 365 * day).slice(0, 10),
          contract: 'A',
        }),
      })),
    ),
  );
  // A second contract that somebody ended before its time, and one that only a file tells.
  await engines.warehouse.insert('events', [
    {
      ...{ person_id: 5001, type: 'contract', occurred_at: '2026-01-10 00:00:00', amount: '50' },
      properties: '{"until": "2027-01-10"}',
    },
    { person_id: 5001, type: 'contract-end', occurred_at: '2026-05-01 00:00:00', properties: '{}' },
  ]);
  await engines.warehouse.insert(
    'customers',
    [...Array.from({ length: 4000 }, (_, at) => at + 1), 5001, 5002].map((id) => ({
      ...{ customer_id: id, first_seen_at: '2020-01-01 00:00:00', version: 1 },
      other: id === 5002 ? { 'Fin de contrat': '2026-12-24' } : {},
    })),
  );
  await engines.warehouse.command(`
    INSERT INTO order_lines (person_id, source_id, order_key, ordered_at, sku, quantity, net, currency)
    SELECT person_id, 1, concat('c', toString(person_id), '-', toString(occurred_at)), occurred_at, 'abo', 1, 120, 'EUR' FROM events WHERE type = 'contract' AND person_id <= 4000
    UNION ALL SELECT 5002, 1, 'once', toDateTime64('2026-03-01 00:00:00', 3, 'UTC'), 'cap', 1, 20, 'EUR'`);
  await refresh();
});
afterAll(() => engines.close());

it('counts who runs and who left as they truly did, and when the running ones end', async () => {
  const overview = orThrow(await contractsOverview(needs()));
  const states = Object.fromEntries(overview.states.map((one) => [one.state, one.contracts]));
  const grace = 30 * day;
  const end = ({ start, terms }: Life) => Date.parse(iso(start + terms * 365 * day).slice(0, 10));
  const runs = lives.filter((life) => end(life) + grace >= now);
  expect(states['on']).toBe(runs.length + 1);
  expect(states['lapsed']).toBe(lives.length - runs.length);
  expect(states['ended']).toBe(1);
  const soon = runs.filter((life) => end(life) >= now && end(life) < now + 60 * day).length;
  expect(overview.ends.find((one) => one.withinDays === 60)?.customers).toBe(soon + 1);
});

it('finds the true chance of renewal within its interval, and foretells held-out renewals better than one rate', async () => {
  const { fitted } = orThrow(await contractsOverview(needs()));
  if (fitted === null) throw new Error('not fitted');
  expect(fitted.periodDays).toBe(365);
  const sorted = fitted.ranked.map((one) => one.model);
  console.log(JSON.stringify({ ranked: fitted.ranked, parameters: fitted.parameters }));
  expect(sorted.at(-1)).toBe('same-rate');
  const [best] = fitted.ranked;
  expect((best?.expected ?? 0) / (best?.actual ?? 1)).toBeCloseTo(1, 1);
  // sBG: the chance that who renewed n times does so again is (β + n) / (α + β + n).
  for (const { renewed, renew } of fitted.outlooks.slice(0, 4)) {
    const truth = (2.6 + renewed) / (3.5 + renewed);
    expect(renew.low - 0.01).toBeLessThan(truth);
    expect(renew.high + 0.01).toBeGreaterThan(truth);
  }
});

it('gives each running contract its chance and what is left of it, and none to those that are over', async () => {
  const { fitted } = orThrow(await contractsOverview(needs()));
  const at = lives.findIndex((life) => !life.isOver && life.terms === 3);
  const [one] = orThrow(await customerContracts(needs(), at + 1)).contracts;
  const outlook = fitted?.outlooks.find((row) => row.renewed === 2);
  expect(one).toMatchObject({ contract: 'A', state: 'on', renewals: 2, amount: '120' });
  expect(one?.renew?.estimate).toBeCloseTo(outlook?.renew.estimate ?? 0, 10);
  expect(one?.residual?.estimate).toBeCloseTo(120 * (outlook?.remaining.estimate ?? 0), 6);
  const [ended] = orThrow(await customerContracts(needs(), 5001)).contracts;
  expect(ended).toMatchObject({ state: 'ended', residual: { estimate: 0 } });
  const [filed] = orThrow(await customerContracts(needs(), 5002)).contracts;
  expect(filed).toMatchObject({ state: 'on', endsAt: expect.stringMatching(/^2026-12-24/), renew: null });
});

it('lets a segment name whose contract ends soon', async () => {
  const registry = createRegistry([contractsAttributes]);
  const { query, parameters } = registry.countCustomers({
    condition: {
      and: [
        { attribute: 'contractEndsInDays', operator: '>=', value: 0 },
        { attribute: 'contractEndsInDays', operator: '<=', value: 40 },
        { attribute: 'contractRenewals', operator: '=', value: 0 },
      ],
    },
    now: clock.now(),
  });
  const [row] = await engines.warehouse.query<{ customers: number }>(query, parameters);
  const today = Date.parse('2026-11-22');
  const expected = lives.filter((life) => {
    const end = Date.parse(iso(life.start + life.terms * 365 * day).slice(0, 10));
    return life.terms === 1 && end >= today && end <= today + 40 * day;
  }).length;
  expect(row?.customers).toBe(expected + 1);
});

it('warns of contracts forecast as free purchases; once declared, renewals tell what is to come', async () => {
  const sum = async () => {
    const [row] = await engines.warehouse.query<{ purchases: number; sales: number }>(
      `SELECT sum(l.expected_purchases) AS purchases, sum(l.future_sales) AS sales FROM customer_lifetimes AS l
       WHERE l.snapshot_id = (SELECT max(snapshot_id) FROM value_snapshots)`,
    );
    return row ?? { purchases: 0, sales: 0 };
  };
  const before = await sum();
  expect(orThrow(await contractsOverview(needs())).cautions[0]?.en).toMatch(/declare the base contractual/);
  await changeContractSettings(engines.db, {
    settings: { ...defaultContractSettings, contractual: true },
    ...{ by: 'test', at: clock.now() },
  });
  await refresh();
  // One bought without a contract that its events tell.
  expect(orThrow(await contractsOverview(needs())).cautions.map((one) => one.en)).toEqual([
    expect.stringContaining('Customers without a contract: 1.'),
  ]);
  // An older forecast by pace would contradict what renewals tell.
  expect(await lifetimeOverview(needs())).toMatchObject({ code: 'forecast-by-contracts' });
  expect(orThrow(await customerContracts(needs(), 1)).byContract).toBe(true);
  const after = await sum();
  // Everyone who runs has one renewal due within the year: what truly happens at it is known.
  const renewed = lives.filter((life) => !life.isOver && life.willRenew).length;
  console.log(JSON.stringify({ byPace: before.purchases, byContract: after.purchases, truth: renewed }));
  expect(after.purchases / renewed).toBeCloseTo(1, 1);
  expect(after.sales).toBeLessThan(120 * after.purchases);
  expect(after.sales).toBeGreaterThan(120 * after.purchases * 0.9);
});

it('says that it cannot tell where too few were up for renewal', async () => {
  await engines.warehouse.command('DELETE FROM events WHERE person_id > 3');
  await refresh();
  const overview = orThrow(await contractsOverview(needs()));
  expect(overview.fitted).toBeNull();
  expect(overview.refusal?.message).toMatch(/^\d contracts were up for renewal so far/);
  expect(overview.cautions[0]?.en).toMatch(/do not tell yet/);
});
