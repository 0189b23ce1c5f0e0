import { isRestoreUnderWay } from '../../platform/backup/index.ts';
import type { DatabaseServer } from '../../platform/database/index.ts';
import { type DataFolder, lockFolder, prepareDataFolder } from '../../platform/files/index.ts';
import type { Log } from '../../platform/logging/index.ts';
import {
  findTooOld,
  migrateDatabase,
  migrateWarehouse,
  readVersions,
} from '../../platform/migrations/index.ts';
import type { Warehouse } from '../../platform/warehouse/index.ts';
import { openWarehouse } from '../clickhouse/index.ts';
import { connectDatabase, startEmbeddedPostgres } from '../postgres/index.ts';
import { findMigrations } from './find-migrations.ts';
import { probeServers } from './probe-servers.ts';

export type EnginesWanted = {
  readonly dataFolder: string;
  /** A PostgreSQL server instead of the embedded one. */
  readonly databaseUrl?: string | undefined;
  /** A ClickHouse server instead of the embedded one. */
  readonly clickhouseUrl?: string | undefined;
  readonly log: Log;
  /** PostgreSQL connections this process may hold. Default 20. */
  readonly connections?: number;
  /** Leaves the schemas as they are: for what must look before it changes anything (a restore, a check-up). */
  readonly migrate?: boolean;
  /** How long a server may take to answer at first. Default 10 s. */
  readonly answerWithinMs?: number;
};

export type Engines = {
  readonly folder: DataFolder;
  readonly database: DatabaseServer;
  readonly warehouse: Warehouse;
  /** Names of the migrations that ran while opening. */
  readonly migrated: readonly string[];
  close(): Promise<void>;
};

const defaultConnections = 20;

/**
 * Opens both engines: servers by their addresses, otherwise embedded ones in the data folder, which is then locked for
 * this process. Brings their schemas up to this program. Throws, with what to do, when the folder is in use
 * (`FolderInUse`) or cannot be written (`FolderNotWritable`), a server does not answer (`ServerSilent`) or is too old, or a
 * schema is newer than this program; what was opened is closed.
 */
export async function openEngines(wanted: EnginesWanted): Promise<Engines> {
  const { log } = wanted;
  const closers: (() => Promise<void> | void)[] = [];
  const close = async () => {
    for (const closer of closers.splice(0).toReversed()) await closer();
  };
  try {
    const folder = await prepareDataFolder(wanted.dataFolder);
    if (wanted.databaseUrl === undefined || wanted.clickhouseUrl === undefined)
      closers.push(lockFolder(folder.path));
    await probeServers(wanted);
    const database = await openDatabase(wanted, folder, closers);
    const { clickhouseUrl } = wanted;
    const warehouse = await openWarehouse(
      clickhouseUrl === undefined ? { path: folder.warehouse } : { url: clickhouseUrl },
    );
    closers.push(() => warehouse.close());
    const versions = await readVersions(database, warehouse);
    const [tooOld] = findTooOld(versions);
    if (tooOld !== undefined) throw new Error(tooOld);
    const migrated = wanted.migrate === false ? [] : await migrate(database, warehouse);
    log.info({ ...versions, migrated }, 'engines open');
    return { folder, database, warehouse, migrated, close };
  } catch (error) {
    await close().catch((left: unknown) => log.warn({ error: String(left) }, 'an engine did not close'));
    throw error;
  }
}

async function openDatabase(
  wanted: EnginesWanted,
  folder: DataFolder,
  closers: (() => Promise<void> | void)[],
): Promise<DatabaseServer> {
  let url = wanted.databaseUrl;
  if (url === undefined) {
    const embedded = await startEmbeddedPostgres(folder.postgres, wanted.log);
    closers.push(() => embedded.stop());
    url = embedded.url;
  }
  const database = connectDatabase({
    url,
    connections: wanted.connections ?? defaultConnections,
    onIdleError: (error) => wanted.log.warn({ error: error.message }, 'a connection to PostgreSQL was lost'),
  });
  closers.push(() => database.close());
  return database;
}

async function migrate(database: DatabaseServer, warehouse: Warehouse): Promise<string[]> {
  if (await isRestoreUnderWay(warehouse))
    throw new Error('A restore was cut short: what is here is of no use. Restore again, with --force.');
  const files = findMigrations();
  return [
    ...(await migrateDatabase(database, files.postgres)),
    ...(await migrateWarehouse(database, warehouse, files.clickhouse)),
  ];
}
