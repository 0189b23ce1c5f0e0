import type { DatabaseServer } from '../database/index.ts';
import { type Migration, migrateWarehouse } from '../migrations/index.ts';
import type { Warehouse } from '../warehouse/index.ts';
import { type BackupManifest, type BackupProgress, folderOf } from './backup.ts';
import { countLines, type readFolders } from './parts.ts';
import { warehouseName } from './warehouse-tables.ts';

/** While this table is there, the warehouse is half of one state and half of another. */
const mark = 'restore_under_way';

/** Whether a restore of the warehouse was begun and not ended. */
export async function isRestoreUnderWay(warehouse: Warehouse): Promise<boolean> {
  const [answer] = await warehouse.query<{ result: number }>(`EXISTS TABLE ${mark}`);
  return answer?.result === 1;
}

export async function endRestore(warehouse: Warehouse): Promise<void> {
  await warehouse.command(`DROP TABLE IF EXISTS ${mark} SYNC`);
}

/** What migrations make, in the order made. */
function madeBy(migrations: readonly Migration[]): { kind: string; name: string }[] {
  return migrations.flatMap(({ sql }) =>
    [...sql.matchAll(/^\s*CREATE (TABLE|DICTIONARY|VIEW|MATERIALIZED VIEW) (?:IF NOT EXISTS )?(\w+)/gim)].map(
      (match) => ({
        kind: match[1]?.toUpperCase() === 'DICTIONARY' ? 'DICTIONARY' : 'TABLE',
        name: match[2] ?? '',
      }),
    ),
  );
}

/**
 * Makes ClickHouse what the backup tells. It has no transactions over this: a mark is left while it lasts, and a
 * restore cut short is run again. Throws when a table comes out with other than the rows it had.
 */
export async function loadWarehouse(
  needs: { database: DatabaseServer; warehouse: Warehouse; all: readonly Migration[] },
  backup: { manifest: BackupManifest; migrations: readonly Migration[] },
  folders: ReturnType<typeof readFolders>,
  onProgress: BackupProgress,
): Promise<void> {
  const { database, warehouse } = needs;
  const tables = backup.manifest.tables.filter((table) => table.engine === 'clickhouse');
  await warehouse.command(`CREATE TABLE IF NOT EXISTS ${mark} (n UInt8) ENGINE = MergeTree ORDER BY n`);
  const gone = [
    ...madeBy(needs.all).toReversed(),
    ...tables.map(({ name }) => ({ kind: 'TABLE', name })),
    { kind: 'TABLE', name: 'schema_migration' },
  ];
  for (const { kind, name } of gone)
    await warehouse.command(`DROP ${kind} IF EXISTS ${warehouseName(name)} SYNC`);
  await migrateWarehouse(database, warehouse, backup.migrations);
  const made = new Set(madeBy(backup.migrations).map(({ name }) => name));
  for (const table of tables) {
    if (!made.has(table.name) && table.create !== undefined)
      await warehouse.command(
        table.create.replace(/^CREATE TABLE \S+ /, `CREATE TABLE ${warehouseName(table.name)} `),
      );
    const count = { lines: 0, bytes: 0 };
    await warehouse.insertRaw(
      { table: table.name, columns: table.columns, format: 'TabSeparated' },
      countLines(folders.bytesOf(folderOf.table(table)), count),
    );
    const [found] = await warehouse.query<{ rows: number; replacing: number }>(
      `SELECT (SELECT count() FROM ${warehouseName(table.name)}) AS rows,
              (SELECT engine LIKE 'Replacing%' FROM system.tables
               WHERE database = currentDatabase() AND name = {name:String}) AS replacing`,
      { name: table.name },
    );
    const arrived = found?.rows ?? 0;
    // Of rows that replace one another, those already replaced are dropped as they come in.
    const whole =
      found?.replacing === 1
        ? arrived <= table.rows && arrived > 0 === table.rows > 0
        : arrived === table.rows;
    if (count.lines !== table.rows || !whole)
      throw new Error(
        `${table.name} has ${arrived} rows after the restore, ${table.rows} before. Restore again.`,
      );
    onProgress({ what: `clickhouse ${table.name}`, bytes: count.bytes });
  }
  await warehouse.command('SYSTEM RELOAD DICTIONARIES');
}
