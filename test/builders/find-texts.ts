import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Database, sql } from '#platform/database';
import type { Warehouse } from '#platform/warehouse';

/**
 * Where any of these texts is, whatever its case: every table of both engines, all columns cast to text, and every file below a
 * folder. Asked of the engines' own catalogues: a table nobody thought of is looked at too.
 */
export async function findTexts(
  held: { readonly db: Database; readonly warehouse: Warehouse; readonly files: readonly string[] },
  texts: readonly string[],
): Promise<string[]> {
  const sought = texts.map((text) => text.toLowerCase());
  return [
    ...(await inPostgres(held.db, sought)),
    ...(await inWarehouse(held.warehouse, sought)),
    ...held.files.flatMap((folder) => inFiles(folder, sought)),
  ];
}

async function inPostgres(db: Database, sought: readonly string[]): Promise<string[]> {
  const { rows: tables } = await sql<{ name: string }>`
    select table_schema || '.' || table_name as name from information_schema.tables
    where table_type = 'BASE TABLE' and table_schema not in ('pg_catalog', 'information_schema') order by 1`.execute(
    db,
  );
  const found: string[] = [];
  for (const { name } of tables) {
    const { rows } = await sql<{ text: string; times: number }>`
      select sought_text as text, count(*)::int as times
      from ${sql.table(name)} as held_row, unnest(${sought}::text[]) as sought_text
      where strpos(lower(held_row::text), sought_text) > 0 group by sought_text`.execute(db);
    found.push(...rows.map(({ text, times }) => `${name}: ${text} (${times})`));
  }
  return found;
}

async function inWarehouse(warehouse: Warehouse, sought: readonly string[]): Promise<string[]> {
  const tables = await warehouse.query<{ name: string }>(
    `SELECT name FROM system.tables WHERE database = currentDatabase() AND engine LIKE '%MergeTree' ORDER BY name`,
  );
  const found: string[] = [];
  for (const { name } of tables) {
    const columns = await warehouse.query<{ name: string }>(
      `SELECT name FROM system.columns WHERE database = currentDatabase() AND table = {name:String} AND default_kind != 'EPHEMERAL'`,
      { name },
    );
    const all = columns.map((column) => `ifNull(toString(\`${column.name}\`), '')`).join(", '|', ");
    for (const text of sought) {
      const [row] = await warehouse.query<{ times: number }>(
        `SELECT count() AS times FROM ${name} WHERE position(lowerUTF8(concat(${all}, '')), {text:String}) > 0`,
        { text },
      );
      if (row !== undefined && row.times > 0) found.push(`${name}: ${text} (${row.times})`);
    }
  }
  return found;
}

function inFiles(folder: string, sought: readonly string[]): string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .flatMap((entry) => {
      const path = join(entry.parentPath, entry.name);
      const content = readFileSync(path, 'utf8').toLowerCase();
      return sought.filter((text) => content.includes(text)).map((text) => `${path}: ${text}`);
    });
}
