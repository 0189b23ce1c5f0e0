import { type Database, sql } from '#platform/database';

/** What tells a customer from others in a list: name, place, birth date. */
export type CustomerCard = {
  readonly customerId: number;
  /** Null for a customer whose name nobody said. */
  readonly name: string | null;
  readonly street: string | null;
  readonly postcode: string | null;
  readonly city: string | null;
  readonly birthDate: string | null;
};

/** The cards of these customers, by number; those unknown are left out. */
export async function readCustomerCards(
  db: Database,
  customerIds: readonly number[],
): Promise<ReadonlyMap<number, CustomerCard>> {
  const { rows } = await sql<CustomerCard>`
    select customer_id as "customerId", nullif(concat_ws(' ', nullif(given_name, ''), nullif(family_name, '')), '') as name,
           street, postcode, city, birth_date as "birthDate"
    from identify.customer where customer_id = any (${customerIds}::bigint[])`.execute(db);
  return new Map(rows.map((card) => [card.customerId, card]));
}
