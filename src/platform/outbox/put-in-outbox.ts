import { type Database, sql } from '../database/index.ts';

/** A row bound for a warehouse table, written in the same transaction as what it tells of. */
export type OutboxRow = { readonly table: string; readonly row: Readonly<Record<string, unknown>> };

/** Promises rows to the warehouse: once this transaction commits, each reaches its table exactly once. */
export async function putInOutbox(trx: Database, rows: readonly OutboxRow[]): Promise<void> {
  if (rows.length === 0) return;
  await sql`
    insert into platform.outbox (target, row)
    select entry ->> 'table', entry -> 'row'
    from jsonb_array_elements(${JSON.stringify(rows)}::jsonb) as entry
  `.execute(trx);
  await sql`select pg_notify('chacun_outbox', '')`.execute(trx);
}
