import { join } from 'node:path';
import { openWarehouse } from '#adapters/clickhouse';
import { connectDatabase, startEmbeddedPostgres } from '#adapters/postgres';
import { migrateDatabase, migrateWarehouse, readMigrations } from '#platform/migrations';

/** Both engines on a folder, for a bench. */
export type BenchEngines = {
  readonly server: ReturnType<typeof connectDatabase>;
  readonly warehouse: Awaited<ReturnType<typeof openWarehouse>>;
};

/** Opens both engines on a folder, works, and stops them whatever happens. */
export async function withEngines(
  folder: string,
  work: (engines: BenchEngines) => Promise<void>,
): Promise<void> {
  const postgres = await startEmbeddedPostgres(join(folder, 'postgres'));
  const server = connectDatabase({ url: postgres.url });
  const warehouse = await openWarehouse({ path: join(folder, 'warehouse') });
  try {
    await work({ server, warehouse });
  } finally {
    await warehouse.close();
    await server.close();
    await postgres.stop();
  }
}

/** Every table, empty. */
export async function migrateEngines({ server, warehouse }: BenchEngines): Promise<void> {
  await migrateDatabase(server, readMigrations('migrations/postgres'));
  await migrateWarehouse(server, warehouse, readMigrations('migrations/clickhouse'));
}

export async function secondsOf(work: () => Promise<unknown>): Promise<number> {
  const start = performance.now();
  await work();
  return (performance.now() - start) / 1000;
}
