import type { DatabaseServer } from '#platform/database';

/** The latest record of a person, as far as it tells where and with whom she lives. */
export type Dweller = {
  readonly customerId: number;
  readonly civility: string | null;
  readonly givenName: string | null;
  readonly familyName: string | null;
  readonly street: string | null;
  readonly complement: string | null;
  readonly postcode: string | null;
  readonly city: string | null;
  readonly phone: string | null;
};

/**
 * Everybody's latest record with the customer it is of, in batches, read at one moment. A complement of address (flat, stair) is a field
 * of the mappings' own naming: the first whose name says so.
 */
export function readDwellers(server: DatabaseServer): AsyncIterable<Dweller[]> {
  return server.cursor<Dweller>(
    {
      sql: `
    select distinct on (r.person_id) coalesce(o.customer_id, r.person_id) as "customerId",
           fields ->> 'civility' as civility, fields ->> 'givenName' as "givenName", fields ->> 'familyName' as "familyName",
           fields ->> 'street' as street, fields ->> 'postcode' as postcode, fields ->> 'city' as city, fields ->> 'phone' as phone,
           case when fields ? 'other' then (
             select min(value) from jsonb_each_text(fields -> 'other') where key ~* 'compl[eé]ment|appartement|flat|apartment'
           ) end as complement
    from identify.person_record r left join identify.customer_of o using (person_id)
    order by r.person_id, r.recorded_at desc, r.import_id desc, r.line desc`,
    },
    5000,
  );
}
