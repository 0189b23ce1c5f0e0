import type { Actor } from '../platform/http/index.ts';
import { type Database, sql } from '../platform/database/index.ts';

export async function insertSession(
  db: Database,
  session: { tokenHash: string; accountId: number; at: Date; expiresAt: Date },
): Promise<void> {
  await sql`
    insert into access.session (token_hash, account_id, created_at, seen_at, expires_at)
    values (${session.tokenHash}, ${session.accountId}, ${session.at}, ${session.at}, ${session.expiresAt})`.execute(
    db,
  );
}

/** The signed-in account of a session token, if the session is alive and the account enabled. */
export async function findSessionActor(
  db: Database,
  tokenHash: string,
  at: Date,
): Promise<Actor | undefined> {
  const { rows } = await sql<{ id: number; name: string; role: string }>`
    select a.account_id as id, a.name, a.role
    from access.session s join access.account a using (account_id)
    where s.token_hash = ${tokenHash} and s.expires_at > ${at} and a.disabled_at is null`.execute(db);
  return rows[0] === undefined ? undefined : { kind: 'user', ...rows[0] };
}

export async function deleteSession(db: Database, tokenHash: string): Promise<void> {
  await sql`delete from access.session where token_hash = ${tokenHash}`.execute(db);
}

/** Ends every session of an account, but one: after a new password or a disabling. */
export async function deleteSessionsOf(db: Database, accountId: number, exceptTokenHash = ''): Promise<void> {
  await sql`delete from access.session where account_id = ${accountId} and token_hash <> ${exceptTokenHash}`.execute(
    db,
  );
}

export async function deleteExpiredSessions(db: Database, at: Date): Promise<void> {
  await sql`delete from access.session where expires_at <= ${at}`.execute(db);
  await sql`delete from access.sign_in_attempt where attempted_at < ${at}::timestamptz - interval '1 day'`.execute(
    db,
  );
}

/** Records a failed sign-in for each subject (account, address). */
export async function recordAttempt(db: Database, subjects: readonly string[], at: Date): Promise<void> {
  await sql`insert into access.sign_in_attempt (subject, attempted_at) select unnest(${subjects}::text[]), ${at}`.execute(
    db,
  );
}

/** The most failed sign-ins of any of these subjects since a time. */
export async function countAttempts(
  db: Database,
  subjects: readonly string[],
  since: Date,
): Promise<{ subject: string; attempts: number }[]> {
  const { rows } = await sql<{ subject: string; attempts: number }>`
    select subject, count(*) as attempts from access.sign_in_attempt
    where subject = any(${subjects}::text[]) and attempted_at > ${since} group by subject`.execute(db);
  return rows;
}

export async function clearAttempts(db: Database, subject: string): Promise<void> {
  await sql`delete from access.sign_in_attempt where subject = ${subject}`.execute(db);
}
