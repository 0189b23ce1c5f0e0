import { type Database, sql } from '#platform/database';
import { putInOutbox } from '#platform/outbox';

/** The tags on these persons, each once, in order. */
export async function selectTags(db: Database, personIds: readonly number[]): Promise<string[]> {
  const { rows } = await sql<{ tag: string }>`
    select distinct tag from identify.tag where person_id = any (${personIds}::bigint[]) order by tag`.execute(
    db,
  );
  return rows.map((row) => row.tag);
}

/** One writer at a time for the tags of these persons, until the transaction ends: their versions then follow their order. */
export async function lockPersons(trx: Database, personIds: readonly number[]): Promise<void> {
  await sql`
    select from identify.person where person_id = any (${personIds}::bigint[]) order by person_id for update`.execute(
    trx,
  );
}

export async function insertTags(
  trx: Database,
  input: {
    readonly personId: number;
    readonly tags: readonly string[];
    readonly by: string;
    readonly at: Date;
  },
): Promise<void> {
  await sql`
    insert into identify.tag (person_id, tag, put_by, put_at)
    select ${input.personId}::bigint, tag, ${input.by}::text, ${input.at}::timestamptz from unnest(${input.tags}::text[]) as tag
    on conflict do nothing`.execute(trx);
}

export async function deleteTags(
  trx: Database,
  input: { readonly personIds: readonly number[]; readonly kept: readonly string[] },
): Promise<void> {
  await sql`
    delete from identify.tag
    where person_id = any (${input.personIds}::bigint[]) and not tag = any (${input.kept}::text[])`.execute(
    trx,
  );
}

/** Promises the warehouse the tags these persons now have. */
export async function mirrorTags(trx: Database, personIds: readonly number[]): Promise<void> {
  const { rows } = await sql<{ person_id: number; tags: string[]; version: number }>`
    select person_id, array(select tag from identify.tag t where t.person_id = asked.person_id order by tag) as tags,
           nextval('identify.version') as version
    from unnest(${personIds}::bigint[]) as asked (person_id)`.execute(trx);
  await putInOutbox(
    trx,
    rows.map((row) => ({ table: 'person_tags', row })),
  );
}

/** Every tag in use and how many customers carry it, the commonest first. */
export async function countTags(db: Database): Promise<{ tag: string; customers: number }[]> {
  const { rows } = await sql<{ tag: string; customers: number }>`
    select tag, count(distinct coalesce(o.customer_id, t.person_id)) as customers
    from identify.tag t left join identify.customer_of o using (person_id)
    group by tag order by customers desc, tag limit 1000`.execute(db);
  return rows;
}
