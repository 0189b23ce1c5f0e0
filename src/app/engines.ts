import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { openWarehouse } from '../adapters/clickhouse/index.ts';
import { connectDatabase, startEmbeddedPostgres } from '../adapters/postgres/index.ts';
import type { Config } from '../platform/config/index.ts';
import { type DatabaseServer, sql } from '../platform/database/index.ts';
import type { Log } from '../platform/logging/index.ts';
import { migrateDatabase, migrateWarehouse, readMigrations } from '../platform/migrations/index.ts';
import type { Warehouse } from '../platform/warehouse/index.ts';
import { projectRoot } from './project-root.ts';

export type Engines = {
  readonly database: DatabaseServer;
  readonly warehouse: Warehouse;
  close(): Promise<void>;
};

/** Opens both engines, embedded in the data folder unless URLs name servers, at the schema of this program. */
export async function openEngines(needs: { config: Config; log: Log }): Promise<Engines> {
  const { config } = needs;
  mkdirSync(config.dataFolder, { recursive: true, mode: 0o700 });
  const embedded =
    config.databaseUrl === undefined
      ? await startEmbeddedPostgres(join(config.dataFolder, 'postgres'))
      : undefined;
  const url = config.databaseUrl ?? (await ownDatabase(embedded?.url ?? ''));
  const database = connectDatabase({ url });
  const warehouse = await openWarehouse(
    config.clickhouseUrl === undefined
      ? { path: join(config.dataFolder, 'warehouse') }
      : { url: config.clickhouseUrl },
  );
  const root = projectRoot();
  await migrateDatabase(database, readMigrations(join(root, 'migrations/postgres')));
  await migrateWarehouse(database, warehouse, readMigrations(join(root, 'migrations/clickhouse')));
  return {
    database,
    warehouse,
    close: async () => {
      await warehouse.close();
      await database.close();
      await embedded?.stop();
    },
  };
}

async function ownDatabase(url: string): Promise<string> {
  const server = connectDatabase({ url, connections: 1 });
  const { rows } = await sql`select 1 from pg_database where datname = 'chacun'`.execute(server.db);
  if (rows.length === 0) await sql`create database chacun`.execute(server.db);
  await server.close();
  return url.replace(/\/postgres$/, '/chacun');
}
