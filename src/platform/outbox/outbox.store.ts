import { type Database, sql } from '../database/index.ts';

/** Rows sent together to one table, under one token. Committed before it is first sent, so a crash sends the same again. */
export type Batch = { readonly batch: number; readonly table: string; readonly rows: number };

/** Batches not known to have arrived, oldest first. */
export async function findBatches(db: Database): Promise<Batch[]> {
  const { rows } = await sql<Batch>`
    select batch, min(target) as table, count(*)::int as rows
    from platform.outbox where batch is not null group by batch order by batch`.execute(db);
  return rows;
}

export async function countBatches(db: Database): Promise<number> {
  const { rows } = await sql<{ batches: number }>`
    select count(distinct batch)::int as batches from platform.outbox where batch is not null`.execute(db);
  return rows[0]?.batches ?? 0;
}

/** Puts the oldest unsent rows into batches, one for each table among them. Answers how many rows. */
export async function assignBatches(db: Database, rowsMax: number): Promise<number> {
  const { numAffectedRows } = await sql`
    with oldest as (
      select outbox_id, target from platform.outbox where batch is null order by outbox_id limit ${rowsMax}
    ), named as (
      select target, nextval('platform.outbox_batch') as batch from (select distinct target from oldest) as targets
    )
    update platform.outbox set batch = named.batch
    from oldest join named using (target)
    where outbox.outbox_id = oldest.outbox_id`.execute(db);
  return Number(numAffectedRows ?? 0);
}

/** A batch as lines of JSON, in the order written. Text all the way: a number never passes through a float. */
export async function readBatch(db: Database, batch: number): Promise<string> {
  const { rows } = await sql<{ line: string }>`
    select row::text as line from platform.outbox where batch = ${batch} order by outbox_id`.execute(db);
  return rows.map((row) => `${row.line}\n`).join('');
}

export async function removeBatches(db: Database, batches: readonly number[]): Promise<void> {
  await sql`delete from platform.outbox where batch = any (${batches}::bigint[])`.execute(db);
}

/**
 * Splits a batch of which nothing arrived in two, under new names: the old name is never sent again, so its token can
 * never come to mean other rows.
 */
export async function splitBatch(db: Database, batch: number): Promise<void> {
  await sql`
    with half as (
      select outbox_id, ntile(2) over (order by outbox_id) as part from platform.outbox where batch = ${batch}
    ), named as (
      select part, nextval('platform.outbox_batch') as batch from (select distinct part from half) as parts
    )
    update platform.outbox set batch = named.batch
    from half join named using (part)
    where outbox.outbox_id = half.outbox_id`.execute(db);
}

/** Sets a batch aside, with the warehouse's reason, where it is seen and no longer in the way. */
export async function setAside(db: Database, batch: number, reason: string): Promise<void> {
  await sql`
    with refused as (delete from platform.outbox where batch = ${batch} returning outbox_id, target, row, written_at)
    insert into platform.outbox_refused (outbox_id, target, row, reason, written_at)
    select outbox_id, target, row, ${reason}, written_at from refused`.execute(db);
}

/** Puts rows set aside back in the outbox, once what they were refused for is mended. Answers how many. */
export async function takeBack(db: Database): Promise<number> {
  const { numAffectedRows } = await sql`
    with taken as (delete from platform.outbox_refused returning target, row, written_at)
    insert into platform.outbox (target, row, written_at) select target, row, written_at from taken`.execute(
    db,
  );
  return Number(numAffectedRows ?? 0);
}

/** How far the warehouse is behind: rows on their way, seconds since the oldest was written, rows set aside. */
export type OutboxLag = {
  readonly rows: number;
  readonly oldestSeconds: number;
  readonly setAside: number;
};

/** Reads how far behind the warehouse is. */
export async function readLag(db: Database): Promise<OutboxLag> {
  const { rows } = await sql<OutboxLag>`
    select count(*)::int as rows,
      coalesce(extract(epoch from now() - min(written_at)), 0)::float8 as "oldestSeconds",
      (select count(*)::int from platform.outbox_refused) as "setAside"
    from platform.outbox`.execute(db);
  return rows[0] ?? { rows: 0, oldestSeconds: 0, setAside: 0 };
}

/** The last row written so far; 0 when there is none. */
export async function lastWritten(db: Database): Promise<number> {
  const { rows } = await sql<{ last: number | null }>`
    select max(outbox_id) as last from platform.outbox`.execute(db);
  return rows[0]?.last ?? 0;
}

/** Whether a row written up to `outboxId` is still on its way. */
export async function isPending(db: Database, outboxId: number): Promise<boolean> {
  const { rows } = await sql`select from platform.outbox where outbox_id <= ${outboxId} limit 1`.execute(db);
  return rows.length > 0;
}

/** The name of this installation, part of every token. */
export async function readInstallation(db: Database): Promise<string> {
  const { rows } = await sql<{ installation: string }>`
    select value #>> '{}' as installation from platform.setting where key = 'platform.installation'`.execute(
    db,
  );
  if (rows[0] === undefined) throw new Error('The setting platform.installation is missing.');
  return rows[0].installation;
}
