import { type Database, sql } from '#platform/database';
import type { Warehouse } from '#platform/warehouse';

/** What no two lives have alike: moments of writing, numbers drawn at random, marks made with a salt, and what only counts writings. */
const ownTypes = ['timestamp with time zone', 'uuid', 'bytea'];
/** Notes of what is still to be derived: more of them when something was done twice, which changes nothing. */
const notes = ['identify.person_touched'];
const ownColumns = ['version', 'step_id', 'salt', 'first_seen_at', 'seconds', 'applied_at'];

/**
 * Every row of every table of the modules, in both engines, but for what no two lives have alike: two installations that lived the same
 * tell the same. Asked of the engines' catalogues, so that a table to come is told too.
 */
export async function tellAll(held: {
  readonly db: Database;
  readonly warehouse: Warehouse;
}): Promise<Record<string, string[]>> {
  return { ...(await tellPostgres(held.db)), ...(await tellWarehouse(held.warehouse)) };
}

async function tellPostgres(db: Database): Promise<Record<string, string[]>> {
  const { rows: tables } = await sql<{ name: string; own: string[] }>`
    select table_schema || '.' || table_name as name,
      coalesce(array_agg(column_name::text) filter (where data_type = any (${ownTypes}::text[])), '{}') as own
    from information_schema.columns join information_schema.tables t using (table_schema, table_name)
    where t.table_type = 'BASE TABLE' and table_schema || '.' || table_name <> all (${notes}::text[]) and table_schema in ('identify', 'differentiate', 'interact', 'evaluate')
    group by 1 order by 1`.execute(db);
  const told: Record<string, string[]> = {};
  for (const { name, own } of tables) {
    const { rows } = await sql<{ row: string }>`
      select (to_jsonb(held) - ${[...own, ...ownColumns]}::text[])::text as row from ${sql.table(name)} as held order by 1`.execute(
      db,
    );
    told[name] = rows.map(({ row }) => withoutMarks(row)).toSorted();
  }
  return told;
}

async function tellWarehouse(warehouse: Warehouse): Promise<Record<string, string[]>> {
  const tables = await warehouse.query<{ name: string; newest: number }>(
    `SELECT name, engine LIKE '%Replacing%' AS newest FROM system.tables
     WHERE database = currentDatabase() AND engine LIKE '%MergeTree' ORDER BY name`,
  );
  const told: Record<string, string[]> = {};
  for (const { name, newest } of tables) {
    const rows = await warehouse.query<Record<string, unknown>>(
      `SELECT * FROM ${name} ${newest ? 'FINAL' : ''}`,
    );
    told[name] = rows
      .map((row) => Object.entries(row).filter(([column]) => !ownColumns.includes(column)))
      .map((row) => withoutMarks(JSON.stringify(Object.fromEntries(row))))
      .toSorted();
  }
  return told;
}

const withoutMarks = (row: string) =>
  row
    .replaceAll(/erased:[0-9a-f]{32}/g, 'erased')
    .replaceAll(/[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/g, 'number');
