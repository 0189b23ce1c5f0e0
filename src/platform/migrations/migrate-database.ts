import { type DatabaseServer, sql } from '../database/index.ts';
import { type AppliedMigration, type Migration, pendingMigrations } from './migration.ts';

/** Where PostgreSQL remembers which migrations ran. */
export const migrationTable = `create table if not exists schema_migration
  (number int primary key, name text not null, checksum text not null, applied_at timestamptz not null default now())`;

/** Brings PostgreSQL to the schema of `files`, each in its own transaction, under a lock. Returns the names that ran. */
export async function migrateDatabase(
  server: DatabaseServer,
  files: readonly Migration[],
): Promise<string[]> {
  const ran = await server.withLock('chacun:migrate:postgres', async () => {
    await sql.raw(migrationTable).execute(server.db);
    const applied =
      await sql<AppliedMigration>`select number, name, checksum from schema_migration order by number`.execute(
        server.db,
      );
    const pending = pendingMigrations('PostgreSQL', files, applied.rows);
    for (const file of pending) {
      await server.db.transaction().execute(async (trx) => {
        await sql.raw(file.sql).execute(trx);
        await sql`insert into schema_migration (number, name, checksum) values (${file.number}, ${file.name}, ${file.checksum})`.execute(
          trx,
        );
      });
    }
    return pending.map((file) => file.name);
  });
  return ran ?? [];
}
