import { type Database, sql } from '#platform/database';

/** An address never to be written to; `purpose` and `brand` '' mean every one. */
export type Suppression = {
  readonly channel: string;
  readonly address: string;
  readonly purpose: string;
  readonly brand: string;
  readonly reason: string;
  readonly by: string;
  readonly at: Date;
};

/** Adds addresses to the suppression list; one already there keeps its first reason. Returns how many are new. */
export async function addSuppressions(db: Database, suppressions: readonly Suppression[]): Promise<number> {
  if (suppressions.length === 0) return 0;
  const { numAffectedRows } = await sql`
    insert into interact.suppression (channel, address, purpose, brand, reason, added_by, added_at)
    select r.channel, lower(trim(r.address)), r.purpose, r.brand, r.reason, r.by, r.at
    from jsonb_to_recordset(${JSON.stringify(suppressions)}::jsonb) as r(
      channel text, address text, purpose text, brand text, reason text, by text, at timestamptz)
    on conflict do nothing
  `.execute(db);
  return Number(numAffectedRows ?? 0);
}

/** Which of these addresses of a channel are never to be written to, for every purpose or one. */
export async function suppressedAmong(
  db: Database,
  channel: string,
  addresses: readonly string[],
): Promise<ReadonlySet<string>> {
  const { rows } = await sql<{ address: string }>`
    select distinct address from interact.suppression where channel = ${channel} and address = any (${addresses}::text[])
  `.execute(db);
  return new Set(rows.map(({ address }) => address));
}

/** Takes an address off the list, for one purpose and brand as it was added. Returns whether it was there. */
export async function removeSuppression(
  db: Database,
  input: { channel: string; address: string; purpose: string; brand: string },
): Promise<boolean> {
  const { numAffectedRows } = await sql`
    delete from interact.suppression
    where channel = ${input.channel} and address = lower(trim(${input.address}::text))
      and purpose = ${input.purpose} and brand = ${input.brand}
  `.execute(db);
  return Number(numAffectedRows ?? 0) > 0;
}

/** The suppression list in order of address, after a cursor, filtered by part of the address. */
export async function listSuppressions(
  db: Database,
  input: { search: string; after: string; limit: number },
): Promise<Suppression[]> {
  const { rows } = await sql<Suppression>`
    select channel, address, purpose, brand, reason, added_by as by, added_at as at
    from interact.suppression
    where (address || ' ' || purpose || ' ' || brand || ' ' || channel) > ${input.after}
      and strpos(address, lower(${input.search}::text)) > 0
    order by address || ' ' || purpose || ' ' || brand || ' ' || channel
    limit ${input.limit}
  `.execute(db);
  return rows;
}
