import { normaliseEmail } from '#identify/particulars';
import { type Database, sql } from '#platform/database';
import type { Subject } from './personal-data.ts';

/** One thing by which an erased person would come back; `hash` in hexadecimal. */
export type Tombstone = { readonly kind: 'key' | 'email' | 'card'; readonly hash: string };

/** A value as it is marked: a key is of its source. */
type Marked = { readonly kind: Tombstone['kind']; readonly value: string };

const keyOf = (sourceId: number, sourceKey: string) => `${sourceId}:${sourceKey}`;

/** Remembers, as marks, what would bring an erased person back. */
export async function raiseTombstones(trx: Database, erasureId: string, subject: Subject): Promise<void> {
  const marked: Marked[] = [
    ...subject.keys.map(({ sourceId, sourceKey }) => ({
      kind: 'key' as const,
      value: keyOf(sourceId, sourceKey),
    })),
    ...subject.emails.map((value) => ({ kind: 'email' as const, value })),
    ...subject.cards.map((value) => ({ kind: 'card' as const, value })),
  ];
  await sql`
    insert into identify.tombstone (kind, hash, erasure_id)
    select m.kind, identify.mark(m.kind, m.value), ${erasureId}::uuid
    from jsonb_to_recordset(${JSON.stringify(marked)}::jsonb) as m (kind text, value text)
    on conflict do nothing
  `.execute(trx);
}

/** Whether anybody was ever erased: nothing has to be looked up until then. */
export async function hasTombstones(db: Database): Promise<boolean> {
  return (await sql`select from identify.tombstone limit 1`.execute(db)).rows.length > 0;
}

/** Those of a source's keys that were an erased person's, or that now carry an erased person's e-mail or card. */
export async function findErasedKeys(
  trx: Database,
  sourceId: number,
  people: readonly { readonly sourceKey: string; readonly email: string; readonly card: string }[],
): Promise<Set<string>> {
  const asked = people.map(({ sourceKey, email, card }) => ({
    key: sourceKey,
    marked: keyOf(sourceId, sourceKey),
    email,
    card,
  }));
  const { rows } = await sql<{ key: string; marked: string; erasure_id: string; by_key: boolean }>`
    with asked as (
      select * from jsonb_to_recordset(${JSON.stringify(asked)}::jsonb) as p (key text, marked text, email text, card text)
    ), marks as (
      select key, marked, 'key' as kind, identify.mark('key', marked) as hash from asked
      union all select key, marked, 'email', identify.mark('email', email) from asked where email <> ''
      union all select key, marked, 'card', identify.mark('card', card) from asked where card <> ''
    )
    select distinct on (m.key) m.key, m.marked, t.erasure_id, m.kind = 'key' as by_key
    from marks m join identify.tombstone t using (kind, hash)
    -- Somebody already known under this key is somebody else, or has come back.
    where m.kind = 'key' or not exists (
      select from identify.person k where k.source_id = ${sourceId} and k.source_key = m.key)
    order by m.key, (m.kind = 'key') desc
  `.execute(trx);
  // A key found by its e-mail is remembered by itself: later lines about it may say no e-mail.
  const found = rows.filter((row) => !row.by_key);
  if (found.length > 0)
    await sql`
      insert into identify.tombstone (kind, hash, erasure_id)
      select 'key', identify.mark('key', f.marked), f.erasure_id
      from jsonb_to_recordset(${JSON.stringify(found)}::jsonb) as f (marked text, erasure_id uuid)
      on conflict do nothing`.execute(trx);
  return new Set(rows.map((row) => row.key));
}

/**
 * Lets somebody who was erased be stored again, with all that was remembered of that erasure: she came back. Answers how many
 * marks were removed.
 */
export async function letBack(
  db: Database,
  by: { readonly email?: string | undefined; readonly cardNumber?: string | undefined },
): Promise<number> {
  const kind = by.email === undefined ? 'card' : 'email';
  const value =
    by.email === undefined
      ? (by.cardNumber ?? '').replace(/\s+/g, '').toUpperCase()
      : (normaliseEmail(by.email) ?? '');
  const { numAffectedRows } = await sql`
    delete from identify.tombstone where erasure_id in (
      select erasure_id from identify.tombstone where kind = ${kind} and hash = identify.mark(${kind}, ${value}))`.execute(
    db,
  );
  return Number(numAffectedRows ?? 0);
}
