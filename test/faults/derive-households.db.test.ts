import type { ChildProcess } from 'node:child_process';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { createStream, integer } from '#analytics/random';
import { deriveHouseholds } from '#identify/households';
import { sql } from '#platform/database';
import { readDerivedHouseholds } from '#test/derived-identity';
import { openTestEngines, type TestEngines } from '#test/engines';
import { readMarketRecords } from '#test/market-records';
import { makeMarketSources, takeRows } from '#test/market-rows';
import { runChild } from './killed-child.ts';

const kills = Number(process.env['TORTURE'] ?? 5);
const at = new Date('2026-11-22T10:00:00Z');
const { rows } = readMarketRecords({ seed: 'killed homes', people: 300, until: '2026-11-22' });

let engines: TestEngines;
beforeAll(async () => {
  engines = await openTestEngines();
  await makeMarketSources(engines.db);
});
afterAll(() => engines.close());

const derived = () => readDerivedHouseholds(engines.db);

const child = (key: string, onLine?: (started: ChildProcess) => void) =>
  runChild('derive-households.child.ts', [engines.database.url, key], onLine);

/** Most records arrive, then a few, each worked out by `derive`: everybody first, then what was touched. Answers what is derived after each. */
async function live(derive: (part: string) => Promise<void>): Promise<unknown[]> {
  await sql`truncate identify.person, identify.person_key, identify.person_touched, identify.customer, identify.customer_of,
    identify.household_of, identify.household_dweller, identify.household_rare_name restart identity cascade`.execute(
    engines.db,
  );
  const states: unknown[] = [];
  for (const [place, some] of [rows.slice(0, -40), rows.slice(-40)].entries()) {
    await takeRows(engines.db, some, { importId: place + 1, chunk: 0, at });
    await derive(`part ${place}`);
    states.push(await derived());
  }
  return states;
}

it(`households killed ${kills} times, then worked out by two processes at once, come to what an undisturbed one does`, {
  timeout: 180_000 + kills * 60_000,
}, async () => {
  const random = createStream(20261122);
  const calm = await live(async (part) => {
    expect(await child(`calm ${part}`)).toEqual({ done: { state: 'done' } });
  });
  let killed = 0;
  const tortured = await live(async (part) => {
    const most = part === 'part 0' ? Math.ceil(kills / 2) : kills;
    // A job ends if it is quicker than its killer: then another is asked for, which finds everything done or begins it anew.
    for (let round = 0; killed < most; round += 1) {
      const last = integer(random, 1, 14);
      let seen = 0;
      const said = await child(`${part}, ${round}`, (started) => {
        seen += 1;
        if (seen === last) setTimeout(() => started.kill('SIGKILL'), integer(random, 0, 10));
      });
      if (said === undefined) killed += 1;
    }
    const two = await Promise.all([child(`${part}, one`), child(`${part}, two`)]);
    for (const said of two) expect(said).toEqual({ done: { state: 'done' } });
  });
  expect(killed).toBe(kills);
  expect(tortured).toEqual(calm);
  expect(calm).toMatchObject([{ touched: 0 }, { touched: 0 }]);
  expect(await deriveHouseholds({ server: engines.database }, { whole: true })).toMatchObject({ changed: 0 });
});
