import { foldText } from '#analytics/text';
import { genderOf } from '#identify/particulars';
import { type Database, sql } from '#platform/database';
import { byHand, type PersonFieldName, type PersonFields, personFieldNames } from './person.ts';

/** A record as it was said; `isCurrent`: the latest of its person. */
export type SourceRecord = {
  readonly personId: number;
  readonly importId: number;
  readonly line: number;
  readonly recordedAt: Date;
  readonly isCurrent: boolean;
  readonly fields: PersonFields;
};

const columns = sql`
  r.person_id as "personId", r.import_id as "importId", r.line, r.recorded_at as "recordedAt", r.fields`;

/**
 * The records of the next `persons` people of a source after the one numbered `after`: the latest of each, and those of the
 * imports asked for. Answers where it came to; `undefined` when nobody is left.
 */
export async function readRecordsOfSource(
  db: Database,
  input: {
    readonly sourceId: number;
    readonly after: number;
    readonly persons: number;
    readonly importIds: readonly number[];
  },
): Promise<{ records: SourceRecord[]; last: number } | undefined> {
  const { rows: people } = await sql<{ id: number }>`
    select person_id as id from identify.person
    where source_id = ${input.sourceId} and person_id > ${input.after} order by person_id limit ${input.persons}
  `.execute(db);
  const last = people.at(-1)?.id;
  if (last === undefined) return undefined;
  const { rows } = await sql<SourceRecord>`
    select * from (
      select ${columns}, row_number() over (partition by r.person_id
        order by r.recorded_at desc, r.import_id desc, r.line desc) = 1 as "isCurrent"
      from identify.person_record r
      where r.person_id = any (${people.map(({ id }) => id)}::bigint[]) and r.import_id <> ${byHand}
    ) said
    where "isCurrent" or "importId" = any (${input.importIds}::bigint[])
    order by "personId", "importId", line
  `.execute(db);
  return { records: rows, last };
}

export type RecordKey = { readonly personId: number; readonly importId: number; readonly line: number };

/** Records by their place, those that are still there. */
export async function readRecords(
  db: Database,
  keys: readonly RecordKey[],
): Promise<Omit<SourceRecord, 'isCurrent'>[]> {
  const { rows } = await sql<Omit<SourceRecord, 'isCurrent'>>`
    select ${columns} from identify.person_record r
    join unnest(${keys.map((key) => key.personId)}::bigint[], ${keys.map((key) => key.importId)}::bigint[],
      ${keys.map((key) => key.line)}::bigint[]) as asked (person_id, import_id, line)
      on asked.person_id = r.person_id and asked.import_id = r.import_id and asked.line = r.line
  `.execute(db);
  return rows;
}

/** How many different values each field has, capitals ignored; `address` counts street, postcode and city together. */
export type DistinctValues = { readonly [Name in PersonFieldName | 'address']: number };

/** Different values of each field among the latest records of a source's people, or among the records of one import. */
export async function countDistinctValues(
  db: Database,
  of: { readonly sourceId: number } | { readonly importId: number },
): Promise<DistinctValues> {
  const records =
    'importId' in of
      ? sql`select fields from identify.person_record where import_id = ${of.importId}`
      : sql`select distinct on (r.person_id) r.fields from identify.person_record r
            join identify.person p using (person_id) where p.source_id = ${of.sourceId} and r.import_id <> ${byHand}
            order by r.person_id, r.recorded_at desc, r.import_id desc, r.line desc`;
  // Numbers are sorted several times faster than texts; two texts of one number are not to be expected under 10^9 of them.
  const distinct = personFieldNames.map(
    (name) => sql`count(distinct hashtextextended(lower(fields ->> ${name}), 0)) as ${sql.ref(name)}`,
  );
  const { rows } = await sql<DistinctValues>`
    select ${sql.join(distinct)}, count(distinct hashtextextended(lower(nullif(
      concat_ws(' ', fields ->> 'street', fields ->> 'postcode', fields ->> 'city'), '')), 0)) as address
    from (${records}) as said
  `.execute(db);
  const [counted] = rows;
  if (counted === undefined) throw new Error('A count answered nothing.');
  return counted;
}

/** By folded given name, how many customers say they are women and men. */
export async function readDeclaredGenders(
  db: Database,
): Promise<Map<string, { women: number; men: number }>> {
  const { rows } = await sql<{ name: string; civility: string; people: number }>`
    select given_name as name, civility, count(*) as people from identify.customer
    where given_name is not null and civility is not null group by given_name, civility
  `.execute(db);
  const counts = new Map<string, { women: number; men: number }>();
  for (const { name, civility, people } of rows) {
    const gender = genderOf(civility);
    if (gender === '') continue;
    const folded = foldText(name);
    const known = counts.get(folded) ?? { women: 0, men: 0 };
    counts.set(folded, {
      women: known.women + (gender === 'f' ? people : 0),
      men: known.men + (gender === 'm' ? people : 0),
    });
  }
  return counts;
}
