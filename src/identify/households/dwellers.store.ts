import { type Database, type DatabaseServer, sql } from '#platform/database';

/** The latest record of a person, as far as it tells where and with whom she lives. */
export type Dweller = {
  readonly personId: number;
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

/** A complement of address (flat, stair) is a field of the mappings' own naming: the first whose name says so. */
const latest = (whose: string) => `
  select distinct on (r.person_id) r.person_id as "personId", coalesce(o.customer_id, r.person_id) as "customerId",
         fields ->> 'civility' as civility, fields ->> 'givenName' as "givenName", fields ->> 'familyName' as "familyName",
         fields ->> 'street' as street, fields ->> 'postcode' as postcode, fields ->> 'city' as city, fields ->> 'phone' as phone,
         case when fields ? 'other' then (
           select min(value) from jsonb_each_text(fields -> 'other') where key ~* 'compl[eé]ment|appartement|flat|apartment'
         ) end as complement
  from identify.person_record r left join identify.customer_of o using (person_id) ${whose}
  order by r.person_id, r.recorded_at desc, r.import_id desc, r.line desc`;

/** Everybody's latest record with the customer it is of, in batches, read at one moment. */
export function readDwellers(server: DatabaseServer): AsyncIterable<Dweller[]> {
  return server.cursor<Dweller>({ sql: latest('') }, 5000);
}

/** The latest records of some persons. */
export async function readDwellersOf(db: Database, personIds: readonly number[]): Promise<Dweller[]> {
  const whose = sql`where r.person_id = any (${personIds}::bigint[])`;
  const [before = '', after = ''] = latest('/*whose*/').split('/*whose*/');
  const { rows } = await sql<Dweller>`${sql.raw(before)} ${whose} ${sql.raw(after)}`.execute(db);
  return rows;
}
