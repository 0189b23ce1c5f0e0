import type { DatabaseServer } from '../database/index.ts';
import type { Warehouse } from '../warehouse/index.ts';
import { type AppliedMigration, type Migration, pendingMigrations } from './migration.ts';

/** Statements end with `;` at the end of a line; ClickHouse takes them one at a time. */
function statements(sql: string): string[] {
  return sql
    .replace(/^\s*--.*$/gm, '')
    .split(/;\s*$/m)
    .map((statement) => statement.trim())
    .filter((statement) => statement !== '');
}

/**
 * Brings ClickHouse to the schema of `files`. ClickHouse has no transactions over DDL, so every statement must bear being
 * run again (IF NOT EXISTS): a migration cut short is run again whole. The lock is PostgreSQL's. Returns the names that ran.
 */
export async function migrateWarehouse(
  lock: DatabaseServer,
  warehouse: Warehouse,
  files: readonly Migration[],
): Promise<string[]> {
  const ran = await lock.withLock('chacun:migrate:clickhouse', async () => {
    await warehouse.command(
      `CREATE TABLE IF NOT EXISTS schema_migration (number UInt32, name String, checksum String, applied_at DateTime DEFAULT now()) ENGINE = MergeTree ORDER BY number`,
    );
    const applied = await warehouse.query<AppliedMigration>(
      'SELECT DISTINCT number, name, checksum FROM schema_migration ORDER BY number',
    );
    const pending = pendingMigrations('ClickHouse', files, applied);
    for (const file of pending) {
      for (const statement of statements(file.sql)) await warehouse.command(statement);
      await warehouse.insert('schema_migration', [
        { number: file.number, name: file.name, checksum: file.checksum },
      ]);
    }
    return pending.map((file) => file.name);
  });
  return ran ?? [];
}
