import { chmodSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { openTestEngines, type TestEngines } from '#test/engines';
import { standingClock, systemClock } from '../clock/index.ts';
import { sql } from '../database/index.ts';
import { prepareDataFolder, readSecrets } from '../files/index.ts';
import { silentLog } from '../logging/index.ts';
import { readMigrations } from '../migrations/index.ts';
import { createRelay, putInOutbox } from '../outbox/index.ts';
import { type CheckUpNeeds, checkUp } from './check-up.ts';

let engines: TestEngines;
let needs: CheckUpNeeds;
beforeEach(async () => {
  engines = await openTestEngines();
  const folder = await prepareDataFolder(join(engines.folder, 'data'));
  await readSecrets(folder);
  const { database, warehouse } = engines;
  needs = {
    ...{ database, warehouse, folder, clock: systemClock },
    relay: createRelay({ server: database, warehouse, log: silentLog }),
    migrations: {
      postgres: readMigrations('migrations/postgres'),
      clickhouse: readMigrations('migrations/clickhouse'),
    },
    verifyMail: async () => undefined,
  };
});
afterEach(() => engines.close());

const found = async (with_: Partial<CheckUpNeeds> = {}) =>
  Object.fromEntries((await checkUp({ ...needs, ...with_ })).map((one) => [one.check, one]));

it('finds nothing to mend in a new installation but what the machine itself lacks', async () => {
  const { disk, ...others } = await found();
  expect(Object.values(others).map((one) => [one.check, one.state, one.mend])).toEqual(
    ['engines', 'migrations', 'clock', 'rights', 'mail', 'jobs', 'outbox'].map((check) => [check, 'ok', '']),
  );
  expect(others['engines']?.message).toMatch(/PostgreSQL \d+.*ClickHouse \d+/);
  expect(disk?.message).toMatch(/^\d+ MB free of \d+ MB$/);
});

it('names what is wrong and what to do', async () => {
  await sql`insert into platform.job (job_id, kind, payload, state, max_attempts, created_at, run_at)
    values (gen_random_uuid(), 'import', '{}', 'failed', 1, now(), now())`.execute(engines.db);
  await putInOutbox(engines.db, [{ table: 'no_such_table', row: {} }]);
  await needs.relay.lag();
  await createRelay({ server: engines.database, warehouse: engines.warehouse, log: silentLog }).flush();
  mkdirSync(needs.folder.warehouse, { recursive: true });
  chmodSync(needs.folder.warehouse, 0o755);
  const checks = await found({
    clock: standingClock(new Date(Date.now() - 3_600_000)),
    verifyMail: () => Promise.reject(new Error('535 authentication failed')),
  });
  expect(checks).toMatchObject({
    clock: { state: 'failure', message: expect.stringMatching(/3600 seconds apart/) },
    rights: { state: 'warning', message: expect.stringContaining(needs.folder.warehouse) },
    mail: { state: 'failure', message: expect.stringContaining('535 authentication failed') },
    jobs: { state: 'warning', message: expect.stringContaining('import (1)') },
    outbox: { state: 'warning', message: expect.stringContaining('refused 1 rows') },
  });
  expect(await found({ verifyMail: undefined })).toMatchObject({ mail: { state: 'warning' } });
});

it('tells pending migrations from a schema newer than the program', async () => {
  const [first, ...rest] = needs.migrations.postgres;
  const next = { number: rest.length + 2, name: 'tomorrow', sql: '', checksum: 'x' };
  const all = { ...needs.migrations, postgres: [...needs.migrations.postgres, next] };
  expect(await found({ migrations: all })).toMatchObject({
    migrations: { state: 'warning', message: expect.stringContaining('tomorrow') },
  });
  const older = { ...needs.migrations, postgres: first === undefined ? [] : [first] };
  expect(await found({ migrations: older })).toMatchObject({
    migrations: { state: 'failure', message: expect.stringContaining('newer than this program') },
    engines: { state: 'ok' },
  });
});

it('says of a new folder that its schemas are still to be made, and nothing else is wrong', async () => {
  await sql`drop schema platform cascade`.execute(engines.db);
  await sql`drop table schema_migration`.execute(engines.db);
  await engines.warehouse.command('DROP TABLE schema_migration');
  const checks = await found();
  expect(checks['migrations']).toMatchObject({
    state: 'warning',
    mend: 'Run chacun serve, which makes them.',
  });
  expect(checks).toMatchObject({ jobs: { state: 'ok' }, outbox: { state: 'ok' } });
});
