import type { DatabaseSession } from '../database/index.ts';
import { type Migration, migrationTable } from '../migrations/index.ts';
import type { BackupManifest, BackupProgress } from './backup.ts';
import { folderOf } from './backup.ts';
import type { readFolders } from './parts.ts';
import { quoted, schemasOf } from './postgres-tables.ts';

/** The queue's own tables: made again at first use, and filled from the jobs people see. */
const queueSchema = 'graphile_worker';

type ForeignKey = { readonly table: string; readonly name: string; readonly definition: string };

/**
 * Makes PostgreSQL what the backup tells, inside the session's open transaction: all or nothing. The schema is made
 * again as it was then; foreign keys are taken off while rows come in any order, and checked when put back.
 */
export async function loadPostgres(
  session: DatabaseSession,
  backup: { manifest: BackupManifest; migrations: readonly Migration[]; schemas: readonly string[] },
  folders: ReturnType<typeof readFolders>,
  onProgress: BackupProgress,
): Promise<void> {
  const { manifest } = backup;
  const tables = manifest.tables.filter((table) => table.engine === 'postgres');
  await makeSchema(session, backup);
  const schemas = schemasOf(backup.migrations);
  const made = await session.run<{ name: string }>(
    `select schemaname || '.' || tablename as name from pg_tables where schemaname = any ($1)`,
    [schemas],
  );
  await session.run(`truncate ${made.map((table) => quoted(table.name)).join(', ')}`);
  const keys = await takeOffForeignKeys(session, schemas);
  for (const table of tables) {
    const columns = table.columns.map(quoted).join(', ');
    await session.copyIn(
      `copy ${quoted(table.name)} (${columns}) from stdin`,
      folders.bytesOf(folderOf.table(table)),
    );
    onProgress({ what: `postgres ${table.name}`, bytes: 0 });
  }
  for (const key of keys)
    await session.run(
      `alter table ${quoted(key.table)} add constraint ${quoted(key.name)} ${key.definition}`,
    );
  for (const { name, last, called } of manifest.sequences)
    await session.run('select setval($1::regclass, $2, $3)', [quoted(name), last, called]);
}

async function makeSchema(
  session: DatabaseSession,
  backup: { migrations: readonly Migration[]; schemas: readonly string[] },
): Promise<void> {
  for (const schema of [...backup.schemas, queueSchema])
    await session.run(`drop schema if exists ${quoted(schema)} cascade`);
  await session.run('drop table if exists schema_migration');
  await session.run(migrationTable);
  for (const file of backup.migrations) {
    await session.run(file.sql);
    await session.run('insert into schema_migration (number, name, checksum) values ($1, $2, $3)', [
      file.number,
      file.name,
      file.checksum,
    ]);
  }
}

async function takeOffForeignKeys(
  session: DatabaseSession,
  schemas: readonly string[],
): Promise<ForeignKey[]> {
  const keys = await session.run<ForeignKey>(
    `select n.nspname || '.' || c.relname as table, k.conname as name, pg_get_constraintdef(k.oid) as definition
     from pg_constraint k join pg_class c on c.oid = k.conrelid join pg_namespace n on n.oid = c.relnamespace
     where k.contype = 'f' and k.conparentid = 0 and n.nspname = any ($1)`,
    [schemas],
  );
  for (const key of keys)
    await session.run(`alter table ${quoted(key.table)} drop constraint ${quoted(key.name)}`);
  return keys;
}
