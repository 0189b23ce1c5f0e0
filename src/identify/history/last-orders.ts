import type { Warehouse } from '#platform/warehouse';

/** The day each of these persons last bought, YYYY-MM-DD, until a moment; those who never did are left out. Returns do not count. */
export async function lastOrderDays(
  warehouse: Warehouse,
  personIds: readonly number[],
  until: Date,
): Promise<Map<number, string>> {
  const rows = await warehouse.query<{ person: number; day: string }>(
    `SELECT person_id AS person, toString(toDate(max(ordered_at))) AS day FROM order_lines
     WHERE person_id IN ({personIds:Array(UInt64)}) AND ordered_at <= {until:DateTime64(3)} AND quantity > 0
     GROUP BY person_id`,
    { personIds, until },
  );
  return new Map(rows.map(({ person, day }) => [person, day]));
}
