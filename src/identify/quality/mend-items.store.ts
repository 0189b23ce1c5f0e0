import { type Database, sql } from '#platform/database';
import type { FindingFilter, StoredFinding } from './findings.store.ts';

export type MendState = 'open' | 'mended' | 'kept';
export type MendItem = StoredFinding & {
  readonly state: MendState;
  readonly changedBy: string;
  readonly changedAt: Date;
};

/** Copies findings of the scan that counts to a list, as open. Answers how many. */
export async function fillMendList(
  trx: Database,
  input: FindingFilter & {
    readonly listId: number;
    readonly by: string;
    readonly at: Date;
    readonly most: number;
  },
): Promise<number> {
  const { rows } = await sql<{ items: number }>`
    with added as (
      insert into identify.mend_item (list_id, person_id, rule, field, import_id, line, state, changed_by, changed_at)
      select ${input.listId}, f.person_id, f.rule, f.field, f.import_id, f.line, 'open', ${input.by}, ${input.at}
      from identify.quality_finding f join identify.quality_scan s using (scan_id)
      where s.source_id = ${input.sourceId} and s.import_id is null and s.state = 'done'
        and f.rule = any (${input.rules}::text[]) and (${input.field ?? null}::text is null or f.field = ${input.field ?? null})
      order by f.person_id, f.rule, f.field limit ${input.most}
      on conflict do nothing returning 1
    ) select count(*) as items from added
  `.execute(trx);
  return rows[0]?.items ?? 0;
}

const matching = (of: { readonly listId: number; readonly state?: MendState | undefined }) => sql`
  from identify.mend_item where list_id = ${of.listId} and (${of.state ?? null}::text is null or state = ${of.state ?? null})`;

/** A page of a list's items by person, on from a place. */
export async function listMendItems(
  db: Database,
  of: { readonly listId: number; readonly state?: MendState | undefined },
  page: { readonly after?: readonly [number, string, string] | undefined; readonly limit: number },
): Promise<MendItem[]> {
  const [person, rule, field] = page.after ?? [null, null, null];
  const { rows } = await sql<MendItem>`
    select person_id as "personId", import_id as "importId", line, rule, field, state, changed_by as "changedBy",
      changed_at as "changedAt" ${matching(of)}
      and (${person}::bigint is null or (person_id, rule, field) > (${person}, ${rule}, ${field}))
    order by person_id, rule, field limit ${page.limit}
  `.execute(db);
  return rows;
}

export async function countMendItems(
  db: Database,
  of: { readonly listId: number; readonly state?: MendState | undefined },
): Promise<number> {
  const { rows } = await sql<{ total: number }>`select count(*) as total ${matching(of)}`.execute(db);
  return rows[0]?.total ?? 0;
}

/** Gives items a state. Answers how many had another. */
export async function markMendItems(
  db: Database,
  input: {
    readonly listId: number;
    readonly items: readonly { readonly personId: number; readonly rule: string; readonly field: string }[];
    readonly state: MendState;
    readonly by: string;
    readonly at: Date;
  },
): Promise<number> {
  const { items } = input;
  const { numAffectedRows } = await sql`
    update identify.mend_item m set state = ${input.state}, changed_by = ${input.by}, changed_at = ${input.at}
    from unnest(${items.map((one) => one.personId)}::bigint[], ${items.map((one) => one.rule)}::text[],
      ${items.map((one) => one.field)}::text[]) as asked (person_id, rule, field)
    where m.list_id = ${input.listId} and m.person_id = asked.person_id and m.rule = asked.rule
      and m.field = asked.field and m.state <> ${input.state}
  `.execute(db);
  return Number(numAffectedRows ?? 0n);
}

/**
 * Holds a source's lists against its new scan: an open item whose rule is broken no more is mended, a mended one that is found
 * again is open, at its new line. What somebody said to keep stays so.
 */
export async function settleMendItems(
  trx: Database,
  input: { readonly sourceId: number; readonly scanId: number; readonly at: Date },
): Promise<void> {
  await sql`
    with held as (
      select m.list_id, m.person_id, m.rule, m.field, f.person_id is not null as found,
        coalesce(f.import_id, m.import_id) as import_id, coalesce(f.line, m.line) as line
      from identify.mend_item m join identify.mend_list l on l.list_id = m.list_id and l.source_id = ${input.sourceId}
      left join identify.quality_finding f on f.scan_id = ${input.scanId} and f.rule = m.rule and f.field = m.field
        and f.person_id = m.person_id
      where m.state <> 'kept'
    )
    update identify.mend_item m
    set state = case when held.found then 'open' else 'mended' end, import_id = held.import_id, line = held.line,
      changed_by = 'scan', changed_at = ${input.at}
    from held
    where (m.list_id, m.person_id, m.rule, m.field) = (held.list_id, held.person_id, held.rule, held.field)
      and ((m.state = 'open') <> held.found or (m.import_id, m.line) <> (held.import_id, held.line))
  `.execute(trx);
}
