import { mkdir } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { DatabaseSession } from '../database/index.ts';
import { type Outcome, isRefusal, type Refusal, refuse } from '../errors/index.ts';
import { type DataFolder, writeStreamAtomically } from '../files/index.ts';
import { migrateDatabase, migrateWarehouse } from '../migrations/index.ts';
import type { Warehouse } from '../warehouse/index.ts';
import { type BackupManifest, type BackupProgress, folderOf, headName } from './backup.ts';
import type { BackupNeeds } from './create-backup.ts';
import { loadPostgres } from './load-postgres.ts';
import { endRestore, loadWarehouse } from './load-warehouse.ts';
import { readFolders } from './parts.ts';
import { findTables, quoted, schemasOf } from './postgres-tables.ts';
import { readBackup, verifyBackup } from './verify-backup.ts';
import { findWarehouseTables, warehouseName } from './warehouse-tables.ts';

export type RestoreNeeds = Pick<BackupNeeds, 'database' | 'warehouse' | 'folder' | 'migrations'>;

export type RestoreReceipt = {
  readonly createdAt: string;
  readonly tables: number;
  readonly rows: number;
  readonly files: number;
};

/**
 * Makes both engines, the files and the secrets what a backup tells, then brings the schemas up to this program. The
 * whole file is checked before anything is touched. Refuses a damaged file, one of a newer program, engines others are
 * working with, and engines that hold something unless `force`. PostgreSQL changes in one transaction, last.
 */
export async function restoreBackup(
  needs: RestoreNeeds,
  request: { readonly file: string; readonly force?: boolean; readonly onProgress?: BackupProgress },
): Promise<Outcome<RestoreReceipt>> {
  const { database, warehouse, migrations } = needs;
  const onProgress = request.onProgress ?? (() => undefined);
  const verified = await verifyBackup(request.file, {
    postgres: migrations.postgres.length,
    clickhouse: migrations.clickhouse.length,
  });
  if (isRefusal(verified)) return verified;
  const { head, manifest } = verified;
  const schemas = schemasOf(migrations.postgres);
  const taken = await database.session((session) => refuseTarget(session, warehouse, schemas, request.force));
  if (taken !== undefined) return taken;

  const folders = readFolders(readBackup(request.file));
  try {
    await folders.skip(headName);
    await database.session(async (session) => {
      await session.run('begin');
      const postgres = migrations.postgres.slice(0, head.schema.postgres);
      await loadPostgres(session, { manifest, migrations: postgres, schemas }, folders, onProgress);
      const clickhouse = migrations.clickhouse.slice(0, head.schema.clickhouse);
      const into = { database, warehouse, all: migrations.clickhouse };
      await loadWarehouse(into, { manifest, migrations: clickhouse }, folders, onProgress);
      await loadFiles(needs.folder, manifest, folders);
      await session.run('commit');
    });
  } finally {
    await folders.close();
  }
  await endRestore(warehouse);
  await migrateDatabase(database, migrations.postgres);
  await migrateWarehouse(database, warehouse, migrations.clickhouse);
  return {
    createdAt: head.createdAt,
    tables: manifest.tables.length,
    rows: manifest.tables.reduce((sum, table) => sum + table.rows, 0),
    files: manifest.files.length,
  };
}

/** Rows that a migrated but unused installation has anyway. */
const notSomething = ['platform.setting'];

async function refuseTarget(
  session: DatabaseSession,
  warehouse: Warehouse,
  schemas: readonly string[],
  force: boolean | undefined,
): Promise<Refusal | undefined> {
  const [workers] = await session.run<{ there: boolean }>(
    `select to_regclass('platform.worker') is not null as there`,
  );
  if (workers?.there) {
    const [alive] = await session.run(
      `select worker from platform.worker where seen_at > now() - interval '1 minute'
         and not pg_try_advisory_xact_lock(hashtextextended('chacun:worker:' || worker, 0))`,
    );
    if (alive !== undefined)
      return refuse(
        'conflict',
        'target-in-use',
        'Another process works with these engines. Stop it, then restore.',
      );
  }
  if (force === true) return undefined;
  const something = await findSomething(session, warehouse, schemas);
  if (something === undefined) return undefined;
  return refuse(
    'conflict',
    'target-not-empty',
    `There are data already (in ${something}). Restore into an empty data folder, or with --force to lose what is there.`,
  );
}

async function findSomething(
  session: DatabaseSession,
  warehouse: Warehouse,
  schemas: readonly string[],
): Promise<string | undefined> {
  for (const { name } of await findTables(session, schemas)) {
    if (notSomething.includes(name)) continue;
    if ((await session.run(`select from ${quoted(name)} limit 1`)).length > 0) return name;
  }
  for (const { name } of await findWarehouseTables(warehouse))
    if ((await warehouse.query(`SELECT 1 FROM ${warehouseName(name)} LIMIT 1`)).length > 0) return name;
  return undefined;
}

async function loadFiles(
  folder: DataFolder,
  manifest: BackupManifest,
  folders: ReturnType<typeof readFolders>,
): Promise<void> {
  for (const path of manifest.files) {
    const target = join(folder.path, path);
    if (!target.startsWith(`${folder.path}/`)) throw new Error(`${path} lies outside of the data folder.`);
    await mkdir(dirname(target), { recursive: true, mode: 0o700 });
    await writeStreamAtomically(target, folders.bytesOf(folderOf.file(path)));
  }
}
