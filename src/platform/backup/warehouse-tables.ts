import type { Warehouse } from '../warehouse/index.ts';

export type WarehouseTable = { readonly name: string; readonly columns: string[]; readonly create: string };

/** The tables that hold data, with the columns that are written; dictionaries and views follow from them. */
export async function findWarehouseTables(warehouse: Warehouse): Promise<WarehouseTable[]> {
  return warehouse.query<WarehouseTable>(
    `SELECT t.name AS name, any(t.create_table_query) AS create,
       arrayMap(pair -> pair.2, arraySort(groupArray((c.position, c.name)))) AS columns
     FROM system.tables AS t JOIN system.columns AS c ON c.database = t.database AND c.table = t.name
     WHERE t.database = currentDatabase() AND t.engine LIKE '%MergeTree' AND t.name != 'schema_migration'
       AND c.default_kind NOT IN ('MATERIALIZED', 'ALIAS', 'EPHEMERAL')
     GROUP BY t.name ORDER BY t.name`,
  );
}

/** A name as ClickHouse reads it. */
export const warehouseName = (name: string) => `\`${name.replaceAll('`', '\\`')}\``;
