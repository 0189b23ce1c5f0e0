import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { inject } from 'vitest';
import { openWarehouse } from '#adapters/clickhouse';
import { connectDatabase } from '#adapters/postgres';
import { type DatabaseServer, sql } from '#platform/database';
import { migrateWarehouse, readMigrations } from '#platform/migrations';
import type { Warehouse } from '#platform/warehouse';
import { copyEngine } from './installation.ts';

/** Real engines for one test file: a PostgreSQL database of its own and an embedded ClickHouse in a folder of its own. */
export type TestEngines = {
  readonly database: DatabaseServer;
  readonly db: DatabaseServer['db'];
  readonly warehouse: Warehouse;
  /** A folder for this test file, removed by `close`. */
  readonly folder: string;
  close(): Promise<void>;
};

/**
 * Opens engines, migrated and empty. Call in `beforeAll`, close in `afterAll`.
 * `before` is told the folder before the warehouse opens in it; that warehouse is then migrated from nothing.
 */
export async function openTestEngines(before?: (folder: string) => void): Promise<TestEngines> {
  const postgresUrl = inject('postgresUrl');
  const folder = mkdtempSync(join(tmpdir(), 'chacun-file-'));
  const name = `test_${process.pid}_${Math.trunc(performance.now() * 1000)}`;
  const admin = connectDatabase({ url: postgresUrl, connections: 1 });
  await sql.raw(`create database ${name} template chacun_template strategy file_copy`).execute(admin.db);
  await admin.close();
  const database = connectDatabase({ url: postgresUrl.replace(/\/postgres$/, `/${name}`) });
  if (before === undefined) copyEngine('warehouse', inject('installation'), join(folder, 'warehouse'));
  else before(folder);
  const warehouse = await openWarehouse({ path: join(folder, 'warehouse') });
  await migrateWarehouse(database, warehouse, readMigrations('migrations/clickhouse'));
  return {
    database,
    db: database.db,
    warehouse,
    folder,
    close: async () => {
      await warehouse.close();
      await database.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
