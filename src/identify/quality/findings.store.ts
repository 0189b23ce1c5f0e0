import { type Database, sql } from '#platform/database';

/** Where a rule is broken: whose record, which line of which import, in which field. */
export type StoredFinding = {
  readonly personId: number;
  readonly importId: number;
  readonly line: number;
  readonly rule: string;
  readonly field: string;
};

/** Stores findings of a running scan; the same again change nothing. */
export async function insertFindings(
  db: Database,
  scanId: number,
  findings: readonly StoredFinding[],
): Promise<void> {
  if (findings.length === 0) return;
  await sql`
    insert into identify.quality_finding (scan_id, rule, field, person_id, import_id, line)
    select ${scanId}, * from unnest(${findings.map((one) => one.rule)}::text[], ${findings.map((one) => one.field)}::text[],
      ${findings.map((one) => one.personId)}::bigint[], ${findings.map((one) => one.importId)}::bigint[],
      ${findings.map((one) => one.line)}::bigint[])
    on conflict do nothing
  `.execute(db);
}

/** Which findings of the scan that counts: those of some rules, in one field or all. */
export type FindingFilter = {
  readonly sourceId: number;
  readonly field?: string | undefined;
  readonly rules: readonly string[];
};

const matching = ({ sourceId, field, rules }: FindingFilter) => sql`
  from identify.quality_finding f join identify.quality_scan s using (scan_id)
  where s.source_id = ${sourceId} and s.import_id is null and s.state = 'done' and f.rule = any (${rules}::text[])
    and (${field ?? null}::text is null or f.field = ${field ?? null})`;

/** A page of findings by person, on from a place. */
export async function listFindings(
  db: Database,
  filter: FindingFilter,
  page: { readonly after?: readonly [number, string, string] | undefined; readonly limit: number },
): Promise<StoredFinding[]> {
  const [person, rule, field] = page.after ?? [null, null, null];
  const { rows } = await sql<StoredFinding>`
    select f.person_id as "personId", f.import_id as "importId", f.line, f.rule, f.field ${matching(filter)}
      and (${person}::bigint is null or (f.person_id, f.rule, f.field) > (${person}, ${rule}, ${field}))
    order by f.person_id, f.rule, f.field limit ${page.limit}
  `.execute(db);
  return rows;
}

export async function countFindings(db: Database, filter: FindingFilter): Promise<number> {
  const { rows } = await sql<{ total: number }>`select count(*) as total ${matching(filter)}`.execute(db);
  return rows[0]?.total ?? 0;
}
