import { type Database, sql } from '#platform/database';
import type { ConsentEntry } from './api.ts';
import type { NewConsent } from './consent.ts';

/** Appends to the ledger; a line of an import already there changes nothing. Answers how many are new. */
export async function insertConsents(
  trx: Database,
  from: { importId: number | null; chunk: number | null; at: Date },
  consents: readonly NewConsent[],
): Promise<number> {
  const { rows } = await sql<{ consent_id: number }>`
    insert into identify.consent
      (person_id, channel, purpose, brand, status, occurred_at, recorded_at, source, import_id, chunk, line, evidence)
    select r."personId", r.channel, r.purpose, coalesce(r.brand, ''), r.status, r."occurredAt", ${from.at}, r.source,
           ${from.importId}::bigint, ${from.chunk}::int, r.line, coalesce(r.evidence, '{}')
    from jsonb_to_recordset(${JSON.stringify(consents)}::jsonb) as r ("personId" bigint, channel text, purpose text,
      brand text, status text, "occurredAt" timestamptz, source text, line bigint, evidence jsonb)
    on conflict (import_id, line, person_id, channel, purpose, brand, status) where import_id is not null do nothing
    returning consent_id
  `.execute(trx);
  return rows.length;
}

/** Removes up to `limit` entries that an import brought; answers the persons they were of. */
export async function deleteConsentsOfImport(
  trx: Database,
  importId: number,
  limit: number,
): Promise<number[]> {
  const { rows } = await sql<{ person_id: number }>`
    delete from identify.consent where consent_id in
      (select consent_id from identify.consent where import_id = ${importId} limit ${limit})
    returning person_id
  `.execute(trx);
  return rows.map((row) => row.person_id);
}

/** Everything in the ledger of these persons, oldest first. */
export async function readLedger(db: Database, personIds: readonly number[]): Promise<ConsentEntry[]> {
  const { rows } = await sql<
    Omit<ConsentEntry, 'occurredAt' | 'recordedAt'> & { occurredAt: Date; recordedAt: Date }
  >`
    select consent_id as "consentId", person_id as "personId", channel, purpose, brand, status,
           occurred_at as "occurredAt", recorded_at as "recordedAt", source, import_id as "importId", line, evidence
    from identify.consent where person_id = any (${personIds}::bigint[]) order by consent_id
  `.execute(db);
  return rows.map((row) => ({
    ...row,
    occurredAt: row.occurredAt.toISOString(),
    recordedAt: row.recordedAt.toISOString(),
  }));
}
