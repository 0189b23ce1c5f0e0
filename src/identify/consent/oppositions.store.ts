import { type Database, type DatabaseTransaction, sql } from '#platform/database';

export type OppositionKind = 'email' | 'phone' | 'address';

export type OppositionList = {
  readonly listId: number;
  readonly name: string;
  readonly kind: OppositionKind;
  readonly channels: string[];
  readonly entries: number;
  readonly obtainedOn: string;
  readonly expiresOn: string;
  readonly importedBy: string;
  readonly importedAt: Date;
};

const columns = sql`
  list_id as "listId", name, kind, channels, entries, obtained_on as "obtainedOn", expires_on as "expiresOn",
  imported_by as "importedBy", imported_at as "importedAt"`;

export async function listOppositionLists(db: Database): Promise<OppositionList[]> {
  const { rows } =
    await sql<OppositionList>`select ${columns} from identify.opposition_list order by name`.execute(db);
  return rows;
}

/** Begins a list anew, under its name; what it had is dropped. Answers its number. */
export async function replaceList(
  trx: DatabaseTransaction,
  list: Omit<OppositionList, 'listId' | 'entries'>,
): Promise<number> {
  const { rows } = await sql<{ id: number }>`
    insert into identify.opposition_list (name, kind, channels, entries, obtained_on, expires_on, imported_by, imported_at)
    values (${list.name}, ${list.kind}, ${list.channels}::text[], 0, ${list.obtainedOn}, ${list.expiresOn}, ${list.importedBy}, ${list.importedAt})
    on conflict (name) do update set kind = excluded.kind, channels = excluded.channels, obtained_on = excluded.obtained_on,
      expires_on = excluded.expires_on, imported_by = excluded.imported_by, imported_at = excluded.imported_at
    returning list_id as id`.execute(trx);
  const listId = rows[0]?.id ?? 0;
  await sql`delete from identify.opposition where list_id = ${listId}`.execute(trx);
  return listId;
}

/** Adds values to a list, as marks; the same value twice counts once. */
export async function addOppositions(
  trx: DatabaseTransaction,
  listId: number,
  kind: OppositionKind,
  values: readonly string[],
): Promise<void> {
  await sql`
    insert into identify.opposition (list_id, kind, hash)
    select ${listId}, ${kind}, identify.mark(${kind}, value) from unnest(${values}::text[]) as value
    on conflict do nothing`.execute(trx);
}

/** Counts a list's values; answers the list. */
export async function finishList(
  trx: DatabaseTransaction,
  listId: number,
): Promise<OppositionList | undefined> {
  const { rows } = await sql<OppositionList>`
    update identify.opposition_list l
    set entries = (select count(*) from identify.opposition o where o.list_id = l.list_id)
    where list_id = ${listId} returning ${columns}`.execute(trx);
  return rows[0];
}

export async function findList(db: Database, listId: number): Promise<OppositionList | undefined> {
  const { rows } = await sql<OppositionList>`
    select ${columns} from identify.opposition_list where list_id = ${listId}`.execute(db);
  return rows[0];
}

/** Of these customers, each with a value, how many are on a list, and how many of those said yes on a channel of it since it was drawn up. */
export async function countListed(
  db: Database,
  { listId, kind, channels, obtainedOn }: OppositionList,
  customers: readonly { readonly customerId: number; readonly value: string }[],
): Promise<{ listed: number; agreedSince: number }> {
  const { rows } = await sql<{ listed: number; agreedSince: number }>`
    select count(*) as listed, count(*) filter (where exists (
      select from identify.customer c, jsonb_each(c.consents) as said
      where c.customer_id = asked."customerId" and split_part(said.key, ':', 1) = any (${channels}::text[])
        and said.value ->> 'status' = 'granted' and (said.value ->> 'at')::timestamptz > ${obtainedOn}::date)) as "agreedSince"
    from jsonb_to_recordset(${JSON.stringify(customers)}::jsonb) as asked ("customerId" bigint, value text)
    where exists (select from identify.opposition o
      where o.list_id = ${listId} and o.kind = ${kind} and o.hash = identify.mark(${kind}, asked.value))`.execute(
    db,
  );
  return rows[0] ?? { listed: 0, agreedSince: 0 };
}

export async function deleteList(db: Database, listId: number): Promise<boolean> {
  const { rows } =
    await sql`delete from identify.opposition_list where list_id = ${listId} returning list_id`.execute(db);
  return rows.length > 0;
}

/** By channel, the latest list in force on a day that has one of these values. */
export async function findOppositions(
  db: Database,
  values: { readonly [Kind in OppositionKind]?: string | undefined },
  on: string,
): Promise<ReadonlyMap<string, Opposed>> {
  const asked = Object.entries(values).flatMap(([kind, value]) =>
    value ? [{ customerId: 0, kind, value }] : [],
  );
  return (await findOppositionsOf(db, asked, on)).get(0) ?? new Map();
}

export type Opposed = { readonly list: string; readonly obtainedOn: string };

/** By customer and channel, the latest list in force on a day that has one of her values. */
export async function findOppositionsOf(
  db: Database,
  asked: readonly { readonly customerId: number; readonly kind: string; readonly value: string }[],
  on: string,
): Promise<Map<number, Map<string, Opposed>>> {
  const { rows } = await sql<Opposed & { customerId: number; channel: string }>`
    select distinct on (a."customerId", channel)
           a."customerId", channel, l.name as list, l.obtained_on as "obtainedOn"
    from jsonb_to_recordset(${JSON.stringify(asked)}::jsonb) as a ("customerId" bigint, kind text, value text)
    join identify.opposition o on o.kind = a.kind and o.hash = identify.mark(a.kind, a.value)
    join identify.opposition_list l using (list_id) cross join unnest(l.channels) as channel
    where l.expires_on >= ${on} and l.obtained_on <= ${on}
    order by a."customerId", channel, l.obtained_on desc`.execute(db);
  const found = new Map<number, Map<string, Opposed>>();
  for (const { customerId, channel, ...opposed } of rows)
    found.set(customerId, (found.get(customerId) ?? new Map()).set(channel, opposed));
  return found;
}
