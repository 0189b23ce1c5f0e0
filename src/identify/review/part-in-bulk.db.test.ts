import { afterAll, beforeAll, expect, it } from 'vitest';
import { changeMatchingSettings } from '#identify/matching';
import { standingClock } from '#platform/clock';
import { sql } from '#platform/database';
import { orThrow } from '#platform/errors';
import { readClusters, readDerivedIdentity } from '#test/derived-identity';
import { openTestEngines, type TestEngines } from '#test/engines';
import { readMarketRecords } from '#test/market-records';
import { makeMarketSources, takeRows } from '#test/market-rows';
import { acceptPairs } from './accept-pairs.ts';
import { mergeCustomers } from './merge-customers.ts';
import { countParting, partInBulk } from './part-in-bulk.ts';
import { runMatching } from './run-matching.ts';
import { undoAct } from './undo-act.ts';

let engines: TestEngines;
const at = new Date('2026-11-22T10:00:00Z');
const clock = standingClock(at);
const needs = (derivedAtOnce?: number) => ({
  ...{ db: engines.db, clock, events: { say: async () => undefined }, derivedAtOnce },
});
const by = { by: 'Léa', note: '' };
const match = () => runMatching({ server: engines.database, clock }, { by: 'test' });
const derived = () => readDerivedIdentity(engines.db);
const clusters = () => readClusters(engines.db);
const customersIn = (found: ReadonlyMap<number, number>) => new Set(found.values()).size;

beforeAll(async () => {
  engines = await openTestEngines();
  await makeMarketSources(engines.db);
  const { rows } = readMarketRecords({ seed: 'in bulk', people: 500, until: '2026-11-22' });
  const web = (row: readonly string[]) => row[0] === 'web';
  await takeRows(
    engines.db,
    rows.filter((row) => !web(row)),
    { importId: 1, chunk: 0, at },
  );
  // Some are told of again by the second import: it did not bring them.
  const again = rows.filter((row) => !web(row)).slice(0, 40);
  await takeRows(engines.db, [...rows.filter(web), ...again], { importId: 2, chunk: 0, at });
  await match();
});
afterAll(() => engines.close());

/** Pairs of one customer of which one was first told of by import 2 and the other was not. */
async function mixed(): Promise<number> {
  const { rows } = await sql<{ pairs: number }>`
    with told as (select person_id, min(import_id) = 2 as late, coalesce(o.customer_id, person_id) as customer
      from identify.person_record left join identify.customer_of o using (person_id) group by person_id, o.customer_id)
    select count(*) as pairs from told a join told b using (customer) where a.late and not b.late`.execute(
    engines.db,
  );
  return rows[0]?.pairs ?? 0;
}

it('parts what an import joined, as counted before, and one undoing gives everything back', async () => {
  const [before, people] = [await derived(), await clusters()];
  const counts = orThrow(await countParting(engines.db, { of: { importId: 2 } }));
  expect(counts.customers).toBeGreaterThan(50);
  expect(counts.pairs).toBeGreaterThanOrEqual(await mixed());
  expect(await derived()).toEqual(before);

  const done = orThrow(await partInBulk(needs(), { ...by, of: { importId: 2 } }));
  expect(await mixed()).toBe(0);
  expect(customersIn(await clusters()) - customersIn(people)).toBe(counts.customersAfter - counts.customers);
  expect(done.customerIds.length).toBeGreaterThanOrEqual(counts.customersAfter);
  expect(await partInBulk(needs(), { ...by, of: { importId: 2 } })).toMatchObject({
    code: 'nothing-to-part',
  });
  orThrow(await undoAct(needs(), { actId: done.actId, by: 'Léa' }));
  expect(await derived()).toEqual(before);
});

it('parts what a model joined: equal keys alone are left, as with matching switched off', async () => {
  const before = await derived();
  const settings = { on: true, mergeFrom: 0.8, reviewFrom: 0.1 };
  const change = (on: boolean) =>
    engines.db
      .transaction()
      .execute((trx) => changeMatchingSettings(trx, { settings: { ...settings, on }, by: 'test', at }));
  await change(false);
  await match();
  const byKeys = await clusters();
  await change(true);
  await match();
  expect(await derived()).toEqual(before);

  const { actId } = orThrow(await partInBulk(needs(), { ...by, of: { modelId: 1 } }));
  expect(await clusters()).toEqual(byKeys);
  orThrow(await undoAct(needs(), { actId, by: 'Léa' }));
  expect(await derived()).toEqual(before);
});

it('parts links of a range of probability only, where nothing surer holds', async () => {
  const before = await derived();
  const range = { from: 0.8, below: 0.999 };
  const counts = orThrow(await countParting(engines.db, { of: range }));
  expect(counts.customers).toBeGreaterThan(0);
  const surer = async () => {
    const { rows } = await sql<{ low: number; high: number }>`
      select low, high from identify.match_link where bits >= log(2.0, 0.999 / 0.001)::float8`.execute(
      engines.db,
    );
    const now = await clusters();
    return rows.filter(({ low, high }) => now.get(low) === now.get(high)).length;
  };
  const sure = await surer();
  const { actId } = orThrow(await partInBulk(needs(), { ...by, of: range }));
  expect(await surer()).toBe(sure);
  expect(orThrow(await countParting(engines.db, { of: range }))).toMatchObject({
    ...{ customers: 0, pairs: 0 },
  });
  orThrow(await undoAct(needs(), { actId, by: 'Léa' }));
  expect(await derived()).toEqual(before);
});

it('leaves what people decided pair by pair, and parts what they accepted in bulk on the word of a model', async () => {
  const before = await derived();
  const people = await clusters();
  const [one = 0, other = 0] = [...people]
    .filter(([person, customer]) => person === customer)
    .map(([id]) => id);
  const merged = orThrow(await mergeCustomers(needs(), { ...by, customerIds: [one, other] }));
  const accepted = orThrow(await acceptPairs(needs(), { ...by, from: 0.5 }));
  const joined = accepted.customerIds.length;
  const bulk = orThrow(await partInBulk(needs(), { ...by, of: { modelId: 1 } }));
  const now = await clusters();
  expect(now.get(other)).toBe(now.get(one));
  expect(joined).toBeGreaterThan(0);
  const { rows } = await sql<{ low: number; high: number }>`
    select low, high from identify.match_decision where act_id = ${accepted.actId}`.execute(engines.db);
  expect(rows.filter(({ low, high }) => now.get(low) === now.get(high))).toEqual([]);
  for (const { actId } of [bulk, accepted, merged]) orThrow(await undoAct(needs(), { actId, by: 'Léa' }));
  expect(await derived()).toEqual(before);
});

it('leaves a large act to the next run, which ends where the act would have', async () => {
  const before = await derived();
  const quick = orThrow(await partInBulk(needs(), { ...by, of: { importId: 2 } }));
  const after = await derived();
  orThrow(await undoAct(needs(), { actId: quick.actId, by: 'Léa' }));

  const slow = orThrow(await partInBulk(needs(5), { ...by, of: { importId: 2 } }));
  expect(slow.unsettled).toBeGreaterThan(5);
  expect(await derived()).toEqual(before);
  await runMatching({ server: engines.database, clock }, { by: 'test', batch: 7 });
  expect(await derived()).toEqual(after);
  const undone = orThrow(await undoAct(needs(5), { actId: slow.actId, by: 'Léa' }));
  expect(undone.unsettled).toBeGreaterThan(5);
  await match();
  expect(await derived()).toEqual(before);
});

it('refuses what is not there, and says so', async () => {
  expect(await partInBulk(needs(), { ...by, of: { modelId: 77 } })).toMatchObject({ code: 'no-such-model' });
  expect(await partInBulk(needs(), { ...by, of: { importId: 77 } })).toMatchObject({
    code: 'nothing-to-part',
  });
  expect(await countParting(engines.db, { of: { from: 0.1, below: 0.5 } })).toMatchObject({
    customers: 0,
    held: 0,
  });
});
