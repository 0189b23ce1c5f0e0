import { createServer, type Server } from 'node:net';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { connectDatabase } from '#adapters/postgres';
import { openTestEngines, type TestEngines } from '#test/engines';
import { standingClock } from '../clock/index.ts';
import { readMigrations } from '../migrations/index.ts';
import { createReadiness, type ReadinessNeeds } from './readiness.ts';

let engines: TestEngines;
let needs: ReadinessNeeds;
beforeEach(async () => {
  engines = await openTestEngines();
  needs = {
    database: engines.database,
    warehouse: engines.warehouse,
    clock: standingClock('2026-01-01T00:00:00Z'),
    isWorking: () => true,
    migrations: {
      postgres: readMigrations('migrations/postgres'),
      clickhouse: readMigrations('migrations/clickhouse'),
    },
  };
});
afterEach(() => engines.close());

const reasonsOf = async (changed: Partial<ReadinessNeeds>) => {
  const answer = await createReadiness({ ...needs, ...changed })();
  return 'refused' in answer ? answer.details['reasons'] : answer;
};

it('is ready when engines answer, schemas are current and jobs are worked through', async () => {
  expect(await reasonsOf({})).toEqual({ status: 'ready' });
  expect(await reasonsOf({ isWorking: () => false })).toEqual(['jobs are not being worked through']);
});

it('is not with a migration to run, or a schema newer than the program', async () => {
  const { postgres, clickhouse } = needs.migrations;
  const tomorrow = { number: postgres.length + 1, name: 'tomorrow', sql: '', checksum: 'x' };
  const notCurrent = ['the schemas are not those of this program'];
  expect(await reasonsOf({ migrations: { clickhouse, postgres: [...postgres, tomorrow] } })).toEqual(
    notCurrent,
  );
  expect(await reasonsOf({ migrations: { clickhouse, postgres: postgres.slice(0, -1) } })).toEqual(
    notCurrent,
  );
});

it('is not when an engine is gone or keeps silent, and says so in time', async () => {
  const silent: Server = createServer(() => undefined);
  await new Promise<void>((listening) => silent.listen(0, '127.0.0.1', listening));
  const address = silent.address();
  const port = typeof address === 'object' && address !== null ? address.port : 0;
  const database = connectDatabase({ url: `postgres://nobody:secret@127.0.0.1:${port}/none` });
  const answer = await reasonsOf({ database, answerWithinMs: 100 });
  expect(answer).toEqual(['an engine does not answer']);
  silent.close();
});

it('looks once a second, however often it is asked, and sees a change in the next', async () => {
  let working = true;
  const clock = standingClock('2026-01-01T00:00:00Z');
  const ready = createReadiness({ ...needs, clock, isWorking: () => working });
  expect(await ready()).toEqual({ status: 'ready' });
  working = false;
  clock.pass(999);
  expect(await ready()).toEqual({ status: 'ready' });
  clock.pass(1);
  expect(await ready()).toMatchObject({ code: 'not-ready' });
});
