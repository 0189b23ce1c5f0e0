import type { Warehouse } from '#platform/warehouse';

/** The names of the mappings' own fields that customers have, in order; at most 500. */
export async function readOtherFields(warehouse: Warehouse): Promise<string[]> {
  const rows = await warehouse.query<{ field: string }>(
    'SELECT DISTINCT arrayJoin(mapKeys(other)) AS field FROM customers FINAL WHERE is_deleted = 0 ORDER BY field LIMIT 500',
  );
  return rows.map((row) => row.field);
}
