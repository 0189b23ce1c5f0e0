import { type Database, sql } from '../database/index.ts';

/** Whose request, under which key. */
export type ReplyName = { readonly actor: string; readonly key: string };

/** A request with a key as it is stored; without a status it is being done, or nobody knows. */
export type KeptReply = {
  readonly sameRequest: boolean;
  readonly begunAt: Date;
  readonly status: number | null;
  readonly reply: string | null;
};

/** Notes that a request begins; answers what is known of its key when it has been used before, and then changes nothing. */
export async function beginReply(
  db: Database,
  { actor, key, hash, at }: ReplyName & { hash: Buffer; at: Date },
): Promise<KeptReply | undefined> {
  const begun = await sql`
    insert into platform.kept_reply (actor, key, request_hash, begun_at) values (${actor}, ${key}, ${hash}, ${at})
    on conflict do nothing returning key`.execute(db);
  if (begun.rows.length > 0) return undefined;
  const { rows } = await sql<KeptReply>`
    select request_hash = ${hash} as "sameRequest", begun_at as "begunAt", status, reply
    from platform.kept_reply where actor = ${actor} and key = ${key}`.execute(db);
  // Gone between the two looks: the other one was refused at this moment.
  return rows[0] ?? { sameRequest: true, begunAt: at, status: null, reply: null };
}

export async function keepReply(
  db: Database,
  { actor, key, status, reply }: ReplyName & { status: number; reply: string | null },
): Promise<void> {
  await sql`update platform.kept_reply set status = ${status}, reply = ${reply}
    where actor = ${actor} and key = ${key}`.execute(db);
}

/** Lets a key be used again: what it named was refused, nothing was done. */
export async function forgetReply(db: Database, { actor, key }: ReplyName): Promise<void> {
  await sql`delete from platform.kept_reply where actor = ${actor} and key = ${key}`.execute(db);
}

/** Forgets replies older than a day. Answers how many. */
export async function forgetOldReplies(db: Database, at: Date): Promise<number> {
  const { rows } = await sql`delete from platform.kept_reply
    where begun_at < ${at}::timestamptz - interval '1 day' returning key`.execute(db);
  return rows.length;
}

/** Forgets replies that tell of somebody (`platform.tells`). Answers how many. */
export async function forgetRepliesTelling(
  db: Database,
  told: readonly (readonly string[])[],
): Promise<number> {
  const { rows } = await sql`delete from platform.kept_reply
    where platform.tells(reply, ${JSON.stringify(told)}::jsonb) returning key`.execute(db);
  return rows.length;
}
