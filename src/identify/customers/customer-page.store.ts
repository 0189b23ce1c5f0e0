import { type Database, sql } from '#platform/database';
import type { Origin } from './golden-record.ts';

export type PersonRow = {
  readonly personId: number;
  readonly source: { readonly sourceId: number; readonly name: string };
  readonly sourceKey: string;
  readonly createdAt: string;
};

export type PageRow = {
  readonly fields: Readonly<Record<string, string | null>>;
  readonly other: Readonly<Record<string, string>>;
  readonly lineage: Readonly<Record<string, Origin>>;
  readonly first_seen_at: Date;
  readonly changed_at: Date;
  readonly persons: readonly PersonRow[];
};

const iso = (column: string) =>
  sql`to_char(${sql.ref(column)} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`;

/** The golden record of one customer, its fields by their names in the API, and the persons it was made of. */
export async function readPageRow(
  db: Database,
  { customerId, personIds }: { readonly customerId: number; readonly personIds: readonly number[] },
): Promise<PageRow | undefined> {
  const { rows } = await sql<PageRow>`
    select jsonb_build_object('civility', civility, 'givenName', given_name, 'familyName', family_name, 'email', email,
             'phone', phone, 'birthDate', birth_date, 'street', street, 'postcode', postcode, 'city', city,
             'country', country, 'cardNumber', card_number) as fields,
           other, lineage, first_seen_at, changed_at,
           (select coalesce(jsonb_agg(jsonb_build_object('personId', p.person_id,
                     'source', jsonb_build_object('sourceId', p.source_id, 'name', s.name),
                     'sourceKey', p.source_key, 'createdAt', ${iso('p.created_at')}) order by p.person_id), '[]')
            from identify.person p join identify.source s using (source_id)
            where p.person_id = any (${personIds}::bigint[])) as persons
    from identify.customer where customer_id = ${customerId}
  `.execute(db);
  return rows[0];
}
