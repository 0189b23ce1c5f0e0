import { type Database, sql } from '#platform/database';
import type { KeyKind } from './cluster-by-keys.ts';
import type { PersonKey } from './person-keys.ts';
import type { PersonFields, PersonRecord } from './person.ts';

/** A value carried by more persons than this identifies nobody. */
export const crowd = 100;

/**
 * One writer at a time for everything that finds or forms customers, held until the transaction ends: two imports, or an
 * import and a withdrawal of consent, then never see half of each other, nor wait for one another in a circle.
 */
export async function lockIdentity(trx: Database): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtextextended('identify.customers', 0))`.execute(trx);
}

/** Finds or creates one person per key of a source. */
export async function ensurePersons(
  trx: Database,
  sourceId: number,
  sourceKeys: readonly string[],
  at: Date,
): Promise<Map<string, number>> {
  const { rows } = await sql<{ person_id: number; source_key: string }>`
    with asked as (select key, place from unnest(${sourceKeys}::text[]) with ordinality as list (key, place)),
    known as (
      select person_id, source_key from identify.person
      where source_id = ${sourceId} and source_key = any (${sourceKeys}::text[])
    ),
    created as (
      insert into identify.person (source_id, source_key, created_at)
      select ${sourceId}, key, ${at} from asked
      where not exists (select from known where known.source_key = asked.key)
      order by place
      returning person_id, source_key
    )
    select person_id, source_key from known union all select person_id, source_key from created
  `.execute(trx);
  return new Map(rows.map((row) => [row.source_key, row.person_id]));
}

export async function insertMentions(
  trx: Database,
  importId: number,
  personIds: readonly number[],
): Promise<void> {
  await sql`
    insert into identify.person_mention (person_id, import_id)
    select id, ${importId} from unnest(${personIds}::bigint[]) as id
    on conflict do nothing
  `.execute(trx);
}

export type NewRecord = { readonly personId: number; readonly line: number; readonly fields: PersonFields };

/** Stores what was said; the same line again changes nothing. */
export async function insertRecords(
  trx: Database,
  from: { importId: number; chunk: number; at: Date },
  records: readonly NewRecord[],
): Promise<void> {
  if (records.length === 0) return;
  await sql`
    insert into identify.person_record (person_id, import_id, chunk, line, recorded_at, fields)
    select (r ->> 'personId')::bigint, ${from.importId}, ${from.chunk}, (r ->> 'line')::bigint, ${from.at}, r -> 'fields'
    from jsonb_array_elements(${JSON.stringify(records)}::jsonb) as r
    on conflict do nothing
  `.execute(trx);
}

export type StoredPerson = {
  readonly personId: number;
  readonly sourceId: number;
  readonly sourceKey: string;
  readonly createdAt: Date;
};

export async function loadPersons(trx: Database, personIds: readonly number[]): Promise<StoredPerson[]> {
  const { rows } = await sql<StoredPerson>`
    select person_id as "personId", source_id as "sourceId", source_key as "sourceKey", created_at as "createdAt"
    from identify.person where person_id = any (${personIds}::bigint[])
  `.execute(trx);
  return rows;
}

export async function loadRecords(
  trx: Database,
  personIds: readonly number[],
): Promise<Map<number, PersonRecord[]>> {
  const { rows } = await sql<PersonRecord>`
    select person_id as "personId", import_id as "importId", line, fields,
           (extract(epoch from recorded_at) * 1000)::float8 as "recordedAt"
    from identify.person_record where person_id = any (${personIds}::bigint[])
  `.execute(trx);
  const records = new Map<number, PersonRecord[]>();
  for (const row of rows) {
    const known = records.get(row.personId);
    if (known === undefined) records.set(row.personId, [row]);
    else known.push(row);
  }
  return records;
}

/** Makes these the only keys of these persons; answers the values that somebody lost. */
export async function replaceKeys(
  trx: Database,
  personIds: readonly number[],
  keys: readonly (PersonKey & { readonly personId: number })[],
): Promise<PersonKey[]> {
  const [persons, kinds, values] = [
    keys.map((key) => key.personId),
    keys.map((key) => key.kind),
    keys.map((key) => key.value),
  ];
  const lost = await sql<PersonKey>`
    delete from identify.person_key old
    where old.person_id = any (${personIds}::bigint[])
      and (old.person_id, old.kind, old.value) not in
        (select * from unnest(${persons}::bigint[], ${kinds}::text[], ${values}::text[]))
    returning kind, value
  `.execute(trx);
  await sql`
    insert into identify.person_key (person_id, kind, value)
    select * from unnest(${persons}::bigint[], ${kinds}::text[], ${values}::text[])
    on conflict do nothing
  `.execute(trx);
  return lost.rows;
}

export type Holders = { readonly kind: KeyKind; readonly value: string; readonly persons: number[] };

/** For the keys of these persons that others carry too: who carries them, `limit` at most of each. */
export async function sharedKeys(
  trx: Database,
  personIds: readonly number[],
  limit: number,
): Promise<Holders[]> {
  const { rows } = await sql<Holders>`
    with key as (select distinct kind, value from identify.person_key where person_id = any (${personIds}::bigint[]))
    select key.kind, key.value, array_agg(holder.person_id order by holder.person_id) as persons
    from key cross join lateral (
      select person_id from identify.person_key k where k.kind = key.kind and k.value = key.value limit ${limit}
    ) as holder
    group by key.kind, key.value having count(*) > 1
  `.execute(trx);
  return rows.map((row) => ({ ...row, persons: row.persons.map(Number) }));
}

/** Who carries these values still, where `most` persons at most do: they may now be joined otherwise. */
export async function holdersOf(trx: Database, keys: readonly PersonKey[], most: number): Promise<number[]> {
  if (keys.length === 0) return [];
  const { rows } = await sql<{ person_id: number }>`
    select distinct person_id from (
      select holder.person_id, count(*) over (partition by key.kind, key.value) as holders
      from (select distinct * from unnest(${keys.map((key) => key.kind)}::text[], ${keys.map((key) => key.value)}::text[])) as key (kind, value)
      cross join lateral (
        select person_id from identify.person_key k where k.kind = key.kind and k.value = key.value limit ${most + 1}
      ) as holder
    ) held where holders <= ${most}
  `.execute(trx);
  return rows.map((row) => row.person_id);
}
