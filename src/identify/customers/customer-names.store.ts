import { type Database, sql } from '#platform/database';

/** How customers are called ("Anne Petit"), by number; those without a name, or unknown, are left out. */
export async function readCustomerNames(
  db: Database,
  customerIds: readonly number[],
): Promise<ReadonlyMap<number, string>> {
  const { rows } = await sql<{ id: number; name: string }>`
    select customer_id as id, concat_ws(' ', nullif(given_name, ''), nullif(family_name, '')) as name
    from identify.customer where customer_id = any(${customerIds}::bigint[])`.execute(db);
  return new Map(rows.flatMap(({ id, name }) => (name === '' ? [] : [[id, name]])));
}
