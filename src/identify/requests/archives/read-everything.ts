import type { CustomerPersons } from '#identify/customers';
import { type Database, sql } from '#platform/database';
import type { Warehouse } from '#platform/warehouse';

/** The rows of one table that are about one customer. */
export type Sheet = {
  /** `identify.person_record`, or the table's name in the warehouse. */
  readonly table: string;
  readonly rows: readonly Readonly<Record<string, unknown>>[];
};

/** Columns that say whose a row is. */
const [person, customer] = ['person_id', 'customer_id'];

/**
 * Every row of both engines that is about a customer: the tables are asked of the engines themselves, so that none, of any
 * module, of today or to come, is forgotten. Reads across modules, which only an access request may.
 */
export async function readEverything(
  needs: { readonly db: Database; readonly warehouse: Warehouse },
  subject: CustomerPersons & { readonly emails: readonly string[] },
): Promise<Sheet[]> {
  const sheets = [
    ...(await readPostgres(needs.db, subject)),
    ...(await readWarehouse(needs.warehouse, subject)),
  ];
  return sheets.filter(({ rows }) => rows.length > 0);
}

async function readPostgres(
  db: Database,
  { personIds, emails }: CustomerPersons & { readonly emails: readonly string[] },
): Promise<Sheet[]> {
  const { rows: tables } = await sql<{ schema: string; name: string; columns: string[] }>`
    select c.table_schema as schema, c.table_name as name, array_agg(c.column_name::text) as columns
    from information_schema.columns c join information_schema.tables t using (table_schema, table_name)
    where c.column_name in (${person}, ${customer}) and t.table_type = 'BASE TABLE'
      and c.table_schema not in ('pg_catalog', 'information_schema', 'graphile_worker')
    group by 1, 2 order by 1, 2`.execute(db);
  const sheets: Sheet[] = [];
  for (const { schema, name, columns } of tables) {
    const whose = columns.map((column) => sql`${sql.ref(column)} = any (${personIds}::bigint[])`);
    const found = await sql<{ row: Record<string, unknown> }>`
      select to_jsonb(held) as row from ${sql.table(`${schema}.${name}`)} as held where ${sql.join(whose, sql` or `)}`.execute(
      db,
    );
    sheets.push({ table: `${schema}.${name}`, rows: found.rows.map(({ row }) => row) });
  }
  const reactions = await sql<{ row: Record<string, unknown> }>`
    select to_jsonb(r) as row from interact.reaction r join interact.message m using (message_id)
    where m.person_id = any (${personIds}::bigint[]) order by r.first_at`.execute(db);
  const suppressions = await sql<{ row: Record<string, unknown> }>`
    select to_jsonb(s) as row from interact.suppression s where address = any (${emails}::text[])`.execute(
    db,
  );
  return [
    ...sheets,
    { table: 'interact.reaction', rows: reactions.rows.map(({ row }) => row) },
    { table: 'interact.suppression', rows: suppressions.rows.map(({ row }) => row) },
  ];
}

async function readWarehouse(warehouse: Warehouse, { personIds }: CustomerPersons): Promise<Sheet[]> {
  const tables = await warehouse.query<{ name: string; columns: string[]; newest: number }>(
    `SELECT c.table AS name, groupArray(c.name) AS columns, any(t.engine LIKE '%Replacing%') AS newest
     FROM system.columns AS c JOIN system.tables AS t ON t.database = c.database AND t.name = c.table
     WHERE c.database = currentDatabase() AND c.name IN ('person_id', 'customer_id') AND t.engine LIKE '%MergeTree'
     GROUP BY c.table ORDER BY c.table`,
  );
  const sheets: Sheet[] = [];
  for (const { name, columns, newest } of tables) {
    const whose = columns.map((column) => `${column} IN ({personIds:Array(UInt64)})`).join(' OR ');
    const from = newest ? `${name} FINAL` : name;
    const rows = await warehouse.query<Record<string, unknown>>(`SELECT * FROM ${from} WHERE ${whose}`, {
      personIds,
    });
    sheets.push({ table: name, rows });
  }
  return sheets;
}
