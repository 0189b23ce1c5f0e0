import { type Database, sql } from '#platform/database';
import type { ImportCounts } from './import.ts';
import type { Reject } from './parse-chunk.ts';

export type StoredChunk = {
  readonly chunk: number;
  readonly state: 'planned' | 'done';
  readonly firstLine: number;
  readonly lastLine: number;
  readonly read: number;
  readonly accepted: number;
};

/** The last chunk of an import, undefined when it has none yet, and those not known to be wholly in the warehouse, in order. */
export async function findLastChunks(
  db: Database,
  importId: number,
): Promise<{ last: StoredChunk | undefined; planned: StoredChunk[] }> {
  const { rows } = await sql<StoredChunk>`
    select chunk, state, first_line as "firstLine", last_line as "lastLine", read, accepted
    from identify.import_chunk c
    where import_id = ${importId}
      and (state = 'planned' or chunk = (select max(chunk) from identify.import_chunk where import_id = ${importId}))
    order by chunk
  `.execute(db);
  return { last: rows.at(-1), planned: rows.filter((row) => row.state === 'planned') };
}

/** Stores that a chunk is decided: from here on it is written to the warehouse, this time or after a crash. */
export async function insertChunk(
  trx: Database,
  importId: number,
  chunk: Omit<StoredChunk, 'state'> & ImportCounts,
): Promise<void> {
  await sql`
    insert into identify.import_chunk
      (import_id, chunk, state, first_line, last_line, cursor, read, accepted, rejected, duplicate, repeats)
    values (${importId}, ${chunk.chunk}, 'planned', ${chunk.firstLine}, ${chunk.lastLine},
      ${JSON.stringify({ line: chunk.lastLine })}::jsonb, ${chunk.read}, ${chunk.accepted}, ${chunk.rejected},
      ${chunk.duplicate}, ${chunk.repeats})
  `.execute(trx);
}

/** Marks an import's chunks, up to this one, as written to the warehouse. */
export async function finishChunks(db: Database, importId: number, upTo: number): Promise<void> {
  await sql`
    update identify.import_chunk set state = 'done'
    where import_id = ${importId} and chunk <= ${upTo} and state = 'planned'
  `.execute(db);
}

const shownCharacters = 20_000;

/** Stores the refused lines of a chunk with their values, shortened when they are enormous. */
export async function insertRejects(
  trx: Database,
  importId: number,
  chunk: number,
  rejects: readonly Reject[],
): Promise<void> {
  for (let from = 0; from < rejects.length; from += 5000) {
    const part = rejects.slice(from, from + 5000).map(({ line, fault, row }) => ({
      line,
      column: fault.column === undefined ? null : withoutNul(fault.column),
      code: fault.code,
      message: withoutNul(fault.message),
      content: withoutNul(JSON.stringify(shortened(row))),
    }));
    await sql`
      insert into identify.import_reject (import_id, chunk, line, column_name, code, message, content)
      select ${importId}, ${chunk}, r.line, r."column", r.code, r.message, r.content
      from jsonb_to_recordset(${JSON.stringify(part)}::jsonb)
        as r (line bigint, "column" text, code text, message text, content text)
      on conflict do nothing
    `.execute(trx);
  }
}

/** PostgreSQL holds no NUL, nor halves of characters. */
const withoutNul = (text: string) => text.replaceAll('\0', '').replace(/\p{Surrogate}/gu, '\ufffd');

function shortened(row: readonly string[]): readonly string[] {
  let left = shownCharacters;
  return row.map((value) => {
    const shown = value.length > left ? `${value.slice(0, left)}…` : value;
    left = Math.max(0, left - value.length);
    return shown;
  });
}

export type StoredReject = {
  readonly line: number;
  readonly column: string | null;
  readonly code: string;
  readonly message: string;
  readonly content: readonly string[];
};

/** Refused lines in the order of the file, after line `after`. */
export async function listRejects(
  db: Database,
  importId: number,
  page: { readonly after: number; readonly limit: number },
): Promise<StoredReject[]> {
  const { rows } = await sql<Omit<StoredReject, 'content'> & { content: string }>`
    select line, column_name as "column", code, message, content from identify.import_reject
    where import_id = ${importId} and line > ${page.after} order by line limit ${page.limit}
  `.execute(db);
  return rows.map((row) => ({ ...row, content: JSON.parse(row.content) as string[] }));
}

/** Forgets the chunks and refused lines of an import. */
export async function deleteChunks(trx: Database, importId: number): Promise<void> {
  await sql`delete from identify.import_reject where import_id = ${importId}`.execute(trx);
  await sql`delete from identify.import_chunk where import_id = ${importId}`.execute(trx);
}
