import type { ChildProcess } from 'node:child_process';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { createStream, integer } from '#analytics/random';
import { sql } from '#platform/database';
import { openTestEngines, type TestEngines } from '#test/engines';
import { readMarketRecords } from '#test/market-records';
import { makeMarketSources, takeRows } from '#test/market-rows';
import { runChild } from './killed-child.ts';

const kills = Number(process.env['TORTURE'] ?? 2);
const at = new Date('2026-11-22T10:00:00Z');
const { rows } = readMarketRecords({ seed: 'killed', people: 300, until: '2026-11-22' });

let engines: TestEngines;
beforeAll(async () => {
  engines = await openTestEngines();
  await makeMarketSources(engines.db);
});
afterAll(() => engines.close());

/** All that is derived but what is numbered by the model, which an interrupted learning makes another. */
async function derived(): Promise<unknown> {
  const { rows: found } = await sql<object>`
    select (select jsonb_agg(to_jsonb(c) - 'version' - 'changed_at' order by customer_id) from identify.customer c) as customers,
           (select jsonb_agg(to_jsonb(o) order by person_id) from identify.customer_of o) as clusters,
           (select jsonb_agg(jsonb_build_array(low, high, bits) order by low, high) from identify.match_link
             where model_id = (select model_id from identify.match_model where state = 'in force')) as links,
           (select jsonb_agg(jsonb_build_array(person_id, particulars) order by person_id) from identify.match_person
             where model_id = (select model_id from identify.match_model where state = 'in force')) as matched,
           (select count(*) from identify.match_model where state = 'in force') as models,
           (select count(*) from identify.match_pending) as pending,
           (select count(*) from identify.match_unsettled) as unsettled`.execute(engines.db);
  return found[0];
}

const child = (onLine?: (started: ChildProcess) => void) =>
  runChild('match-people.child.ts', [engines.database.url, '20'], onLine);

/** Two files arrive, each matched by `match`; answers what is derived after each, from nothing on. */
async function live(match: () => Promise<void>): Promise<unknown[]> {
  await sql`truncate identify.person, identify.person_key, identify.customer, identify.customer_of, identify.match_model,
    identify.match_person, identify.match_link, identify.match_pending, identify.match_unsettled restart identity cascade`.execute(
    engines.db,
  );
  const states: unknown[] = [];
  for (const [place, some] of [rows.slice(0, 450), rows.slice(450)].entries()) {
    await takeRows(engines.db, some, { importId: place + 1, chunk: 0, at });
    await match();
    states.push(await derived());
  }
  return states;
}

it(`matching killed ${2 * kills} times, then done by two processes at once, comes to what an undisturbed one does`, {
  timeout: 180_000 + kills * 60_000,
}, async () => {
  const random = createStream(20261122);
  const calm = await live(async () => void (await child()));
  const killed = await live(async () => {
    for (let kill = 0; kill < kills; kill += 1) {
      const last = integer(random, 1, 9);
      let seen = 0;
      await child((started) => {
        seen += 1;
        if (seen === last) setTimeout(() => started.kill('SIGKILL'), integer(random, 0, 30));
      });
    }
    await Promise.all([child(), child()]);
  });
  expect(killed).toEqual(calm);
  expect(calm).toMatchObject([
    { models: 1, pending: 0, unsettled: 0 },
    { models: 1, pending: 0 },
  ]);
});
