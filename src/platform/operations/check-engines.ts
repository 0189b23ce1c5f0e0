import type { Clock } from '../clock/index.ts';
import { type DatabaseServer, sql } from '../database/index.ts';
import {
  type AppliedMigration,
  findTooOld,
  type Migration,
  pendingMigrations,
  readVersions,
} from '../migrations/index.ts';
import type { Warehouse } from '../warehouse/index.ts';
import { failure, type Finding, ok, warning } from './check.ts';

export type EngineNeeds = {
  readonly database: DatabaseServer;
  readonly warehouse: Warehouse;
  readonly migrations: { readonly postgres: readonly Migration[]; readonly clickhouse: readonly Migration[] };
  readonly clock: Clock;
};

const clockSecondsMax = { warning: 5, failure: 60 };

/** Both engines answer, and are not too old. */
export async function checkVersions({ database, warehouse }: EngineNeeds): Promise<Finding> {
  const versions = await readVersions(database, warehouse);
  const tooOld = findTooOld(versions);
  if (tooOld.length > 0) return failure(tooOld.join(' '), 'Upgrade the engine, then start again.');
  return ok(`PostgreSQL ${versions.postgres}, ClickHouse ${versions.clickhouse}`);
}

/** Whether PostgreSQL has been given its schema; ClickHouse is given its own after it. */
export async function areMade({ db }: DatabaseServer): Promise<boolean> {
  const { rows } = await sql<{ made: boolean }>`
    select to_regclass('schema_migration') is not null and to_regclass('platform.job') is not null as made`.execute(
    db,
  );
  return rows[0]?.made === true;
}

/** The schemas are those of this program. */
export async function checkMigrations({ database, warehouse, migrations }: EngineNeeds): Promise<Finding> {
  if (!(await areMade(database)))
    return warning(
      'The schemas have not been made: this folder is new',
      'Run chacun serve, which makes them.',
    );
  const applied = await sql<AppliedMigration>`
    select number, name, checksum from schema_migration order by number`.execute(database.db);
  const stored = await warehouse.query<AppliedMigration>(
    'SELECT DISTINCT number, name, checksum FROM schema_migration ORDER BY number',
  );
  const pending = [
    ...pendingMigrations('PostgreSQL', migrations.postgres, applied.rows),
    ...pendingMigrations('ClickHouse', migrations.clickhouse, stored),
  ];
  if (pending.length === 0) return ok(`schemas ${applied.rows.length}/${stored.length}`);
  const names = pending.map((file) => file.name).join(', ');
  return warning(`Migrations have not run: ${names}`, 'Run chacun migrate, or start chacun serve.');
}

/** This machine and PostgreSQL agree on the time: calendars, quiet hours and expiries depend on it. */
export async function checkClock({ database, clock }: EngineNeeds): Promise<Finding> {
  const { rows } = await sql<{ now: Date }>`select clock_timestamp() as now`.execute(database.db);
  const apart = Math.abs((rows[0]?.now.getTime() ?? 0) - clock.now().getTime()) / 1000;
  if (apart <= clockSecondsMax.warning) return ok('this machine and PostgreSQL agree');
  const found = apart > clockSecondsMax.failure ? failure : warning;
  return found(
    `This machine and PostgreSQL are ${Math.round(apart)} seconds apart`,
    'Set both clocks by a time server (NTP).',
  );
}
