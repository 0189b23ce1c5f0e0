import { type Database, sql } from '#platform/database';
import type { Origin } from './golden-record.ts';

export type PageRow = {
  readonly fields: Readonly<Record<string, string | null>>;
  readonly other: Readonly<Record<string, string>>;
  readonly lineage: Readonly<Record<string, Origin>>;
  readonly first_seen_at: Date;
  readonly changed_at: Date;
};

/** The golden record of one customer, its fields by their names in the API. */
export async function readGoldenRow(db: Database, customerId: number): Promise<PageRow | undefined> {
  const { rows } = await sql<PageRow>`
    select jsonb_build_object('civility', civility, 'givenName', given_name, 'familyName', family_name, 'email', email,
             'phone', phone, 'birthDate', birth_date, 'street', street, 'postcode', postcode, 'city', city,
             'country', country, 'cardNumber', card_number) as fields,
           other, lineage, first_seen_at, changed_at
    from identify.customer where customer_id = ${customerId}
  `.execute(db);
  return rows[0];
}

export type PersonRow = {
  readonly person_id: number;
  readonly source_id: number;
  readonly name: string;
  readonly source_key: string;
  readonly created_at: Date;
};

export async function readPersons(db: Database, personIds: readonly number[]): Promise<PersonRow[]> {
  const { rows } = await sql<PersonRow>`
    select p.person_id, p.source_id, s.name, p.source_key, p.created_at
    from identify.person p join identify.source s using (source_id)
    where p.person_id = any (${personIds}::bigint[]) order by p.person_id
  `.execute(db);
  return rows;
}

/** When each record of these persons was taken in, by `person import line`. */
export async function readRecordTimes(
  db: Database,
  personIds: readonly number[],
): Promise<Map<string, Date>> {
  const { rows } = await sql<{ key: string; recorded_at: Date }>`
    select concat_ws(' ', person_id, import_id, line) as key, recorded_at
    from identify.person_record where person_id = any (${personIds}::bigint[])
  `.execute(db);
  return new Map(rows.map((row) => [row.key, row.recorded_at]));
}
