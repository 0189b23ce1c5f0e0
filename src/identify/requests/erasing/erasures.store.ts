import type { ErasedCounts, Subject, Tombstone } from '#identify/customers';
import { type Database, type DatabaseTransaction, sql } from '#platform/database';

export type ErasureReason = 'request' | 'retention' | 'restored';

/** One erasure; `subject` is null once it is done. */
export type Erasure = {
  readonly erasureId: string;
  readonly customerId: number;
  readonly personIds: number[];
  readonly reason: ErasureReason;
  readonly state: 'running' | 'done';
  readonly subject: Subject | null;
  readonly counts: ErasedCounts;
  readonly askedBy: string;
  readonly askedAt: Date;
};

const columns = sql`
  erasure_id as "erasureId", customer_id as "customerId", person_ids as "personIds", reason, state, subject, counts,
  asked_by as "askedBy", asked_at as "askedAt"`;

type Row = Omit<Erasure, 'personIds'> & { readonly personIds: readonly (number | string)[] };
const parse = (row: Row): Erasure => ({ ...row, personIds: row.personIds.map(Number) });

/** The erasure of a customer that is under way, if there is one. */
export async function findLiveErasure(trx: Database, customerId: number): Promise<Erasure | undefined> {
  const { rows } = await sql<Row>`
    select ${columns} from identify.erasure where customer_id = ${customerId} and state = 'running'`.execute(
    trx,
  );
  return rows[0] && parse(rows[0]);
}

/** The last erasure of a customer or of one of her persons, if she was erased. */
export async function findErasureOf(trx: Database, customerId: number): Promise<string | undefined> {
  const { rows } = await sql<{ id: string }>`
    select erasure_id as id from identify.erasure
    where customer_id = ${customerId} or ${customerId}::bigint = any (person_ids) order by asked_at desc limit 1`.execute(
    trx,
  );
  return rows[0]?.id;
}

export async function readErasures(db: Database, erasureIds: readonly string[]): Promise<Erasure[]> {
  const { rows } = await sql<Row>`
    select ${columns} from identify.erasure where erasure_id = any (${erasureIds}::uuid[]) order by erasure_id`.execute(
    db,
  );
  return rows.map(parse);
}

/** Erasures cut short: to be taken up again. */
export async function findUnfinishedErasures(db: Database): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`
    select erasure_id as id from identify.erasure where state = 'running' order by asked_at`.execute(db);
  return rows.map(({ id }) => id);
}

export async function insertErasure(
  trx: DatabaseTransaction,
  erasure: Omit<Erasure, 'counts'>,
): Promise<void> {
  const { erasureId, customerId, personIds, reason, state, subject, askedBy, askedAt } = erasure;
  await sql`
    insert into identify.erasure (erasure_id, customer_id, person_ids, reason, state, subject, asked_by, asked_at, ended_at)
    values (${erasureId}, ${customerId}, ${personIds}::bigint[], ${reason}, ${state},
      ${subject === null ? null : JSON.stringify(subject)}::jsonb, ${askedBy}, ${askedAt},
      ${state === 'done' ? askedAt : null})
    on conflict (erasure_id) do nothing
  `.execute(trx);
}

/** Keeps what one more look found of a subject, before that is erased. */
export async function saveSubject(db: Database, erasureId: string, subject: Subject): Promise<void> {
  await sql`
    update identify.erasure set subject = ${JSON.stringify(subject)}::jsonb
    where erasure_id = ${erasureId} and state = 'running'`.execute(db);
}

/** Adds to what was erased so far. */
export async function addCounts(
  trx: DatabaseTransaction,
  erasureIds: readonly string[],
  counts: ErasedCounts,
): Promise<void> {
  await sql`
    update identify.erasure e set counts = (
      select coalesce(jsonb_object_agg(name, total), '{}') from (
        select name, sum(value::bigint) as total
        from (select * from jsonb_each_text(e.counts) union all select * from jsonb_each_text(${JSON.stringify(counts)}::jsonb))
          as both_sides (name, value)
        group by name) as summed)
    where erasure_id = any (${erasureIds}::uuid[])`.execute(trx);
}

/** Ends erasures: from here on nothing leads to whom they were about. */
export async function endErasures(
  trx: DatabaseTransaction,
  erasureIds: readonly string[],
  at: Date,
): Promise<void> {
  await sql`
    update identify.erasure set state = 'done', subject = null, ended_at = ${at}
    where erasure_id = any (${erasureIds}::uuid[]) and state = 'running'`.execute(trx);
}

/** An erasure as the list outside of the engines tells it. */
export type ListedErasure = Pick<Erasure, 'erasureId' | 'customerId' | 'personIds' | 'reason' | 'askedBy'> & {
  readonly askedAt: string;
  readonly tombstones: Tombstone[];
};

/** Every erasure, with what keeps its person from coming back; hashes in hexadecimal. */
export async function readListedErasures(db: Database): Promise<ListedErasure[]> {
  const { rows } = await sql<Omit<ListedErasure, 'askedAt'> & { askedAt: Date }>`
    select erasure_id as "erasureId", customer_id as "customerId", person_ids as "personIds", reason, asked_by as "askedBy",
      asked_at as "askedAt",
      coalesce((select jsonb_agg(jsonb_build_object('kind', kind, 'hash', encode(hash, 'hex')) order by kind, hash)
        from identify.tombstone t where t.erasure_id = e.erasure_id), '[]') as tombstones
    from identify.erasure e order by asked_at, erasure_id`.execute(db);
  return rows.map((row) => ({
    ...row,
    personIds: row.personIds.map(Number),
    askedAt: row.askedAt.toISOString(),
  }));
}

/** The salt of marks, and the name of this installation. */
export async function readSalt(db: Database): Promise<{ salt: string; installation: string }> {
  const { rows } = await sql<{ salt: string; installation: string }>`
    select (select salt from identify.mark_salt) as salt,
      (select value #>> '{}' from platform.setting where key = 'platform.installation') as installation`.execute(
    db,
  );
  return rows[0] ?? { salt: '', installation: '' };
}

/** Takes back the salt with which marks were made, where a restore brought another; marks made with that one are void. */
export async function takeBackSalt(trx: DatabaseTransaction, salt: string): Promise<void> {
  const { rows } =
    await sql`update identify.mark_salt set salt = ${salt} where salt <> ${salt} returning salt`.execute(trx);
  if (rows.length > 0) await sql`delete from identify.opposition`.execute(trx);
}

/** Of these persons, those whose source's key is among the marks: a number alone may by now be somebody else's. */
export async function findMarkedPersons(trx: DatabaseTransaction, listed: ListedErasure): Promise<number[]> {
  const hashes = listed.tombstones.filter(({ kind }) => kind === 'key').map(({ hash }) => hash);
  const { rows } = await sql<{ id: number }>`
    select person_id as id from identify.person
    where person_id = any (${listed.personIds}::bigint[])
      and encode(identify.mark('key', source_id || ':' || source_key), 'hex') = any (${hashes}::text[])
    order by person_id`.execute(trx);
  return rows.map(({ id }) => id);
}

/** Puts tombstones back as they were listed. */
export async function restoreTombstones(trx: DatabaseTransaction, listed: ListedErasure): Promise<void> {
  await sql`
    insert into identify.tombstone (kind, hash, erasure_id)
    select kind, decode(hash, 'hex'), ${listed.erasureId}::uuid
    from jsonb_to_recordset(${JSON.stringify(listed.tombstones)}::jsonb) as t (kind text, hash text)
    on conflict do nothing`.execute(trx);
}
