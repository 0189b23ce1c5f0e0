import { createReadStream } from 'node:fs';
import { open, readdir, rename, rm, stat } from 'node:fs/promises';
import { join, relative, sep } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createGzip } from 'node:zlib';
import type { Clock } from '../clock/index.ts';
import { type DatabaseServer, type DatabaseSession, sql } from '../database/index.ts';
import { type Outcome, refuse } from '../errors/index.ts';
import type { DataFolder } from '../files/index.ts';
import type { Log } from '../logging/index.ts';
import type { Migration } from '../migrations/index.ts';
import { withOutboxDrained } from '../outbox/index.ts';
import type { Warehouse } from '../warehouse/index.ts';
import {
  type BackupManifest,
  type BackupProgress,
  backupFormat,
  folderOf,
  headName,
  manifestName,
  type Part,
} from './backup.ts';
import { countLines, noteParts, partsOf } from './parts.ts';
import { findTables, quoted, readSequences, schemasOf } from './postgres-tables.ts';
import { writeTar } from './tar.ts';
import { findWarehouseTables, warehouseName } from './warehouse-tables.ts';

export type BackupNeeds = {
  readonly database: DatabaseServer;
  readonly warehouse: Warehouse;
  readonly folder: DataFolder;
  readonly migrations: { readonly postgres: readonly Migration[]; readonly clickhouse: readonly Migration[] };
  readonly clock: Clock;
  readonly log: Log;
};

/** What a backup holds, for the receipt. */
export type BackupReceipt = {
  readonly file: string;
  readonly bytes: number;
  readonly tables: number;
  readonly rows: number;
  readonly files: number;
};

/**
 * Writes both engines, the files and the secrets into one file (.tar.gz), streaming: what is held is a few megabytes
 * whatever the size. Both engines are read as of one moment: the outbox is emptied and held while they are read, and
 * PostgreSQL is read in one snapshot. Refuses while jobs run (they write to both engines) and when the file exists.
 */
export async function createBackup(
  needs: BackupNeeds,
  request: { readonly file: string; readonly onProgress?: BackupProgress },
): Promise<Outcome<BackupReceipt>> {
  const { file } = request;
  if ((await stat(file).catch(() => undefined)) !== undefined)
    return refuse(
      'conflict',
      'backup-file-exists',
      `${file} is already there. Name another file, or remove it.`,
    );
  const running = await sql<{ kind: string }>`
    select kind from platform.job where state = 'running' and kind not like 'hear:%' and kind <> 'backup'`.execute(
    needs.database.db,
  );
  const [busy] = running.rows;
  if (busy !== undefined)
    return refuse(
      'conflict',
      'jobs-running',
      `"${busy.kind}" is running. Back up when it has ended, or cancel it.`,
    );

  const manifest: BackupManifest = { tables: [], sequences: [], files: [], parts: [] };
  const draft = `${file}.part`;
  try {
    await withOutboxDrained(needs, () =>
      needs.database.session(async (session) => {
        await session.run('begin isolation level repeatable read read only');
        const parts = everyPart(needs, session, manifest, request.onProgress ?? (() => undefined));
        const target = await open(draft, 'wx', 0o600);
        await pipeline(
          Readable.from(writeTar(parts)),
          createGzip(),
          target.createWriteStream({ flush: true }),
        );
        await session.run('commit');
      }),
    );
    await rename(draft, file);
  } catch (error) {
    await rm(draft, { force: true });
    throw error;
  }
  return {
    file,
    bytes: (await stat(file)).size,
    tables: manifest.tables.length,
    rows: manifest.tables.reduce((sum, table) => sum + table.rows, 0),
    files: manifest.files.length,
  };
}

async function* everyPart(
  needs: BackupNeeds,
  session: DatabaseSession,
  manifest: BackupManifest,
  onProgress: BackupProgress,
): AsyncGenerator<Part> {
  yield* noteParts(one(headName, await headOf(needs, session)), manifest.parts);
  yield* noteParts(tableParts(needs, session, manifest, onProgress), manifest.parts);
  yield* noteParts(fileParts(needs.folder, manifest, onProgress), manifest.parts);
  yield* one(manifestName, manifest);
}

async function* one(name: string, content: unknown): AsyncGenerator<Part> {
  yield { name, bytes: Buffer.from(`${JSON.stringify(content)}\n`) };
}

async function headOf({ clock, warehouse }: BackupNeeds, session: DatabaseSession): Promise<object> {
  const [postgres] = await session.run<{ number: number }>(
    'select coalesce(max(number), 0) as number from schema_migration',
  );
  const [clickhouse] = await warehouse.query<{ number: number }>(
    'SELECT max(number) AS number FROM schema_migration',
  );
  return {
    ...{ program: 'chacun', format: backupFormat, createdAt: clock.now().toISOString() },
    schema: { postgres: postgres?.number ?? 0, clickhouse: clickhouse?.number ?? 0 },
  };
}

async function* tableParts(
  { warehouse, migrations }: BackupNeeds,
  session: DatabaseSession,
  manifest: BackupManifest,
  onProgress: BackupProgress,
): AsyncGenerator<Part> {
  const schemas = schemasOf(migrations.postgres);
  manifest.sequences.push(...(await readSequences(session, schemas)));
  const sources = [
    ...(await findTables(session, schemas)).map((table) => ({
      table: { engine: 'postgres' as const, ...table },
      bytes: () =>
        session.copyOut(`copy ${quoted(table.name)} (${table.columns.map(quoted).join(', ')}) to stdout`),
    })),
    ...(await findWarehouseTables(warehouse)).map((table) => ({
      table: { engine: 'clickhouse' as const, ...table },
      bytes: () =>
        warehouse.readRaw(
          `SELECT ${table.columns.map(warehouseName).join(', ')} FROM ${warehouseName(table.name)}`,
          'TabSeparated',
        ),
    })),
  ];
  for (const { table, bytes } of sources) {
    const count = { lines: 0, bytes: 0 };
    for await (const part of partsOf(folderOf.table(table), countLines(bytes(), count))) {
      onProgress({ what: `${table.engine} ${table.name}`, bytes: count.bytes });
      yield part;
    }
    manifest.tables.push({ ...table, rows: count.lines });
  }
}

async function* fileParts(
  folder: DataFolder,
  manifest: BackupManifest,
  onProgress: BackupProgress,
): AsyncGenerator<Part> {
  const entries = await readdir(folder.files, { recursive: true, withFileTypes: true }).catch(() => []);
  const found = entries
    .filter((entry) => entry.isFile())
    .map((entry) => relative(folder.path, join(entry.parentPath, entry.name)).split(sep).join('/'))
    .sort();
  const secrets = relative(folder.path, folder.secrets);
  const hasSecrets = (await stat(folder.secrets).catch(() => undefined)) !== undefined;
  for (const path of hasSecrets ? [secrets, ...found] : found) {
    manifest.files.push(path);
    yield* partsOf(folderOf.file(path), createReadStream(join(folder.path, path)));
    onProgress({ what: path, bytes: 0 });
  }
}
