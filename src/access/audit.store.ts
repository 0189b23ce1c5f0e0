import { type Database, sql } from '../platform/database/index.ts';

export type AuditRow = {
  auditId: number;
  at: Date;
  actor: string;
  act: string;
  subject: string | null;
  details: Record<string, unknown>;
};

/** Adds a line to the audit log, which nobody can change. Details carry ids and figures, never personal data. */
export async function writeAudit(
  db: Database,
  entry: {
    at: Date;
    actor: string;
    act: string;
    subject: string | null;
    details?: Record<string, unknown>;
    ip: string | null;
  },
): Promise<void> {
  await sql`
    insert into access.audit (at, actor, act, subject, details, ip)
    values (${entry.at}, ${entry.actor}, ${entry.act}, ${entry.subject}, ${JSON.stringify(entry.details ?? {})}::jsonb, ${entry.ip})`.execute(
    db,
  );
}

/** The latest entries first; `before` is the id to go on from. */
export async function listAudit(
  db: Database,
  before: number | undefined,
  limit: number,
  search: string,
): Promise<AuditRow[]> {
  const { rows } = await sql<AuditRow>`
    select audit_id as "auditId", at, actor, act, subject, details from access.audit
    where (${before ?? null}::bigint is null or audit_id < ${before ?? null}::bigint)
      and (${search} = '' or strpos(lower(actor || ' ' || act || ' ' || coalesce(subject, '')), lower(${search})) > 0)
    order by audit_id desc limit ${limit}`.execute(db);
  return rows;
}
