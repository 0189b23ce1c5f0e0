import { type Database, sql } from '#platform/database';

/** What may tell that somebody outside is a customer: normalised e-mail and phone, folded `family given` name with postcode and house number. */
export type Outsider = {
  readonly email?: string | undefined;
  readonly phone?: string | undefined;
  readonly sortName?: string | undefined;
  readonly postcode?: string | undefined;
  readonly houseNumber?: string | undefined;
};

/** A customer found for an outsider, and the channels she has withdrawn consent to marketing for. */
export type KnownCustomer = { readonly customerId: number; readonly withdrawn: readonly string[] };

type Found = { place: number; customerId: number; withdrawn: string[] | null };

/** The channels a customer `c` withdrew consent to marketing for. */
const withdrawnOf = sql`(
  select array_agg(split_part(key, ':', 1)) from jsonb_each(c.consents) as said (key, value)
  where value ->> 'status' = 'withdrawn' and key like '%:marketing%')`;

/**
 * The customer each outsider is, if any: by e-mail, by phone, else by the same name at the same door (postcode and house number). Values that too many
 * share identify nobody, as for customers themselves. Ask for a few thousand at a time.
 */
export async function findKnown(
  db: Database,
  outsiders: readonly Outsider[],
): Promise<ReadonlyMap<number, KnownCustomer>> {
  const rows = outsiders.map((one, place) => ({
    ...{ place, email: one.email ?? null, phone: one.phone ?? null, name: one.sortName ?? null },
    ...{ postcode: one.postcode ?? null, number: one.houseNumber ?? null },
  }));
  const { rows: found } = await sql<Found>`
    with asked as materialized (
      select * from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb)
        as r (place int, email text, phone text, name text, postcode text, number text)
    ), hit as (
      select a.place, 1 as rank, coalesce(o.customer_id, k.person_id) as customer_id
      from asked a join identify.person_key k on k.kind = 'email' and k.value = a.email
      left join identify.customer_of o using (person_id)
      where not exists (select from identify.crowded_key c where c.kind = k.kind and c.value = k.value)
      union all
      select a.place, 2, coalesce(o.customer_id, k.person_id)
      from asked a join identify.person_key k on k.kind = 'phone' and k.value = a.phone
      left join identify.customer_of o using (person_id)
      where not exists (select from identify.crowded_key c where c.kind = k.kind and c.value = k.value)
        and exists (select from identify.customer c where c.customer_id = coalesce(o.customer_id, k.person_id)
                    and (a.name is null or split_part(c.sort_name, ' ', 1) = split_part(a.name, ' ', 1)))
      union all
      select a.place, 3, c.customer_id
      from asked a join identify.customer c on (c.sort_name = '') = false and c.sort_name = a.name collate "C"
      where a.postcode is not null and a.number is not null and c.postcode = a.postcode
        and substring(c.street from '^\\s*(\\d+)') = a.number
    )
    select distinct on (hit.place) hit.place, hit.customer_id as "customerId",
           ${withdrawnOf} as withdrawn
    from hit join identify.customer c on c.customer_id = hit.customer_id
    order by hit.place, hit.rank, hit.customer_id
  `.execute(db);
  return new Map(
    found.map(({ place, customerId, withdrawn }) => [place, { customerId, withdrawn: withdrawn ?? [] }]),
  );
}

/** The customer each of these persons is now, by person; those who are no more are left out. */
export async function findKnownPersons(
  db: Database,
  personIds: readonly number[],
): Promise<ReadonlyMap<number, KnownCustomer>> {
  const { rows } = await sql<{ personId: number; customerId: number; withdrawn: string[] | null }>`
    select asked.id as "personId", c.customer_id as "customerId", ${withdrawnOf} as withdrawn
    from unnest(${personIds}::bigint[]) as asked (id) left join identify.customer_of o on o.person_id = asked.id
    join identify.customer c on c.customer_id = coalesce(o.customer_id, asked.id)
  `.execute(db);
  return new Map(
    rows.map(({ personId, customerId, withdrawn }) => [personId, { customerId, withdrawn: withdrawn ?? [] }]),
  );
}
