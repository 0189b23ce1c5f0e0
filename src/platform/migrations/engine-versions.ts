import { type DatabaseServer, sql } from '../database/index.ts';
import type { Warehouse } from '../warehouse/index.ts';

/** The oldest engines Chacun is made for. */
const oldest = { postgres: 15, clickhouse: 25 };

/** Versions as the engines say them: '18.4', '26.7.2.1'. */
export type EngineVersions = { readonly postgres: string; readonly clickhouse: string };

/** Asks the engines who they are. */
export async function readVersions(database: DatabaseServer, warehouse: Warehouse): Promise<EngineVersions> {
  const { rows } = await sql<{
    version: string;
  }>`select current_setting('server_version') as version`.execute(database.db);
  const [answer] = await warehouse.query<{ version: string }>('SELECT version() AS version');
  return { postgres: rows[0]?.version ?? '0', clickhouse: answer?.version ?? '0' };
}

/** What is too old, in words; empty when nothing is. */
export function findTooOld(versions: EngineVersions): string[] {
  const faults: string[] = [];
  if (Number.parseInt(versions.postgres, 10) < oldest.postgres)
    faults.push(
      `PostgreSQL is ${versions.postgres}; Chacun needs ${oldest.postgres} or later. Upgrade it, or unset DATABASE_URL to use the embedded one.`,
    );
  if (Number.parseInt(versions.clickhouse, 10) < oldest.clickhouse)
    faults.push(
      `ClickHouse is ${versions.clickhouse}; Chacun needs ${oldest.clickhouse} or later. Upgrade it, or unset CLICKHOUSE_URL to use the embedded one.`,
    );
  return faults;
}
