import { type Database, sql } from '#platform/database';

/** A customer and her persons: what queries on facts need. */
export type CustomerPersons = { readonly customerId: number; readonly personIds: number[] };

/**
 * The customer that a customer number or any of her persons' numbers stands for, with all her persons: facts are then read by
 * `person_id IN (…)`, on their primary key. Undefined when there is no such customer.
 */
export async function findCustomer(db: Database, id: number): Promise<CustomerPersons | undefined> {
  const { rows } = await sql<{ customer_id: number; person_ids: string[] }>`
    with asked as (
      select coalesce((select customer_id from identify.customer_of where person_id = ${id}::bigint), ${id}::bigint) as customer_id
    )
    select c.customer_id,
           array[c.customer_id] || array(
             select person_id from identify.customer_of o where o.customer_id = c.customer_id order by person_id) as person_ids
    from asked join identify.customer c using (customer_id)
  `.execute(db);
  const [row] = rows;
  return row && { customerId: row.customer_id, personIds: row.person_ids.map(Number) };
}

/** The persons of each of these customers, by customer number; a number that is no customer's own has itself alone. */
export async function readPersonsOf(
  db: Database,
  customerIds: readonly number[],
): Promise<ReadonlyMap<number, number[]>> {
  const { rows } = await sql<{ customerId: number; personId: number }>`
    select customer_id as "customerId", person_id as "personId" from identify.customer_of
    where customer_id = any (${customerIds}::bigint[]) order by person_id
  `.execute(db);
  const persons = new Map(customerIds.map((customerId) => [customerId, [customerId]]));
  for (const { customerId, personId } of rows) persons.get(customerId)?.push(personId);
  return persons;
}
