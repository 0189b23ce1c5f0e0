import { type Database, sql } from '#platform/database';
import type { Note } from './api.ts';

type Row = Omit<Note, 'writtenAt' | 'changedAt'> & { writtenAt: Date; changedAt: Date | null };
const columns = sql`note_id as "noteId", person_id as "personId", text, written_by as "writtenBy",
  written_at as "writtenAt", changed_at as "changedAt"`;
const noteOf = (row: Row): Note => ({
  ...row,
  writtenAt: row.writtenAt.toISOString(),
  changedAt: row.changedAt?.toISOString() ?? null,
});

export async function insertNote(
  db: Database,
  note: { readonly personId: number; readonly text: string; readonly by: string; readonly at: Date },
): Promise<Note | undefined> {
  const { rows } = await sql<Row>`
    insert into identify.note (person_id, text, written_by, written_at)
    values (${note.personId}, ${note.text}, ${note.by}, ${note.at}) returning ${columns}`.execute(db);
  return rows.map(noteOf)[0];
}

export async function updateNote(
  db: Database,
  note: { readonly noteId: number; readonly text: string; readonly at: Date },
): Promise<Note | undefined> {
  const { rows } = await sql<Row>`
    update identify.note set text = ${note.text}, changed_at = ${note.at} where note_id = ${note.noteId}
    returning ${columns}`.execute(db);
  return rows.map(noteOf)[0];
}

export async function deleteNote(db: Database, noteId: number): Promise<boolean> {
  const { rows } = await sql`delete from identify.note where note_id = ${noteId} returning 1`.execute(db);
  return rows.length > 0;
}

/** The notes on these persons, the latest first; those holding a text, when one is sought. */
export async function selectNotes(
  db: Database,
  asked: {
    readonly personIds: readonly number[];
    readonly search?: string | undefined;
    readonly before?: number | undefined;
    readonly limit: number;
  },
): Promise<Note[]> {
  const { rows } = await sql<Row>`
    select ${columns} from identify.note
    where person_id = any (${asked.personIds}::bigint[]) and note_id < ${asked.before ?? Number.MAX_SAFE_INTEGER}
      and (${asked.search ?? ''} = '' or strpos(lower(text), lower(${asked.search ?? ''})) > 0)
    order by note_id desc limit ${asked.limit}`.execute(db);
  return rows.map(noteOf);
}
