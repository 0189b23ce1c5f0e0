import { type Database, sql } from '#platform/database';

/** A list of findings set aside to be mended, with its items counted by state. */
export type MendList = {
  readonly listId: number;
  readonly name: string;
  readonly sourceId: number;
  readonly sourceName: string;
  readonly createdBy: string;
  readonly createdAt: Date;
  readonly open: number;
  readonly mended: number;
  readonly kept: number;
};

const selected = sql`
  select l.list_id as "listId", l.name, l.source_id as "sourceId", s.name as "sourceName", l.created_by as "createdBy",
    l.created_at as "createdAt", n.open, n.mended, n.kept
  from identify.mend_list l join identify.source s using (source_id)
  cross join lateral (
    select count(*) filter (where state = 'open') as open, count(*) filter (where state = 'mended') as mended,
      count(*) filter (where state = 'kept') as kept
    from identify.mend_item i where i.list_id = l.list_id
  ) as n`;

export async function insertMendList(
  trx: Database,
  input: { readonly name: string; readonly sourceId: number; readonly by: string; readonly at: Date },
): Promise<number> {
  const { rows } = await sql<{ id: number }>`
    insert into identify.mend_list (name, source_id, created_by, created_at)
    values (${input.name}, ${input.sourceId}, ${input.by}, ${input.at}) returning list_id as id
  `.execute(trx);
  return rows[0]?.id ?? 0;
}

export async function findMendList(db: Database, listId: number): Promise<MendList | undefined> {
  const { rows } = await sql<MendList>`${selected} where l.list_id = ${listId}`.execute(db);
  return rows[0];
}

/** Lists, newest first, on from the one numbered `after`. */
export async function listMendLists(
  db: Database,
  page: { readonly search?: string | undefined; readonly after?: number | undefined; readonly limit: number },
): Promise<MendList[]> {
  const { rows } = await sql<MendList>`
    ${selected}
    where (${page.after ?? null}::bigint is null or l.list_id < ${page.after ?? null})
      and strpos(lower(l.name || ' ' || s.name), lower(${page.search ?? ''})) > 0
    order by l.list_id desc limit ${page.limit}
  `.execute(db);
  return rows;
}

/** Removes a list and its items; false when there is none. */
export async function deleteMendList(db: Database, listId: number): Promise<boolean> {
  const { numAffectedRows } = await sql`delete from identify.mend_list where list_id = ${listId}`.execute(db);
  return (numAffectedRows ?? 0n) > 0n;
}
