import { afterAll, beforeAll, expect, it } from 'vitest';
import { measureClusters } from '#analytics/matching';
import { standingClock } from '#platform/clock';
import { sql } from '#platform/database';
import { openTestEngines, type TestEngines } from '#test/engines';
import { readMarketRecords } from '#test/market-records';
import { customersOfRows, makeMarketSources, takeRows } from '#test/market-rows';
import { runMatching } from './run-matching.ts';

let engines: TestEngines;
beforeAll(async () => {
  engines = await openTestEngines();
  await makeMarketSources(engines.db);
});
afterAll(() => engines.close());

const at = new Date('2026-11-22T10:00:00Z');
const market = readMarketRecords({ seed: 'pipeline', people: 3000, until: '2026-11-22' });

it('finds the people of the simulated retailer, and only them, where equal keys find half', {
  timeout: 300_000,
}, async () => {
  await takeRows(engines.db, market.rows, { importId: 1, chunk: 0, at });
  const byKeys = measureClusters(await customersOfRows(engines.db, market.rows), market.persons);
  expect(byKeys.recall).toBeLessThan(0.7);

  const needs = { server: engines.database, clock: standingClock(at) };
  const done = await runMatching(needs, { by: 'test' });
  expect(done).toMatchObject({ learnt: 1, matched: 0 });
  const quality = measureClusters(await customersOfRows(engines.db, market.rows), market.persons);
  expect(quality.precision).toBeGreaterThanOrEqual(0.995);
  expect(quality.recall).toBeGreaterThanOrEqual(0.97);
  const { rows } = await sql<{
    waiting: number;
  }>`select count(*) as waiting from identify.match_pending`.execute(engines.db);
  expect(rows[0]?.waiting).toBe(0);
  expect(await runMatching(needs, { by: 'test' })).toEqual({ learnt: null, matched: 0, settled: 0 });
});
