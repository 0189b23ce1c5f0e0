import { z } from 'zod';
import type { Database } from '#platform/database';
import { isRefusal, type Outcome, refuse } from '#platform/errors';
import { listRejects, type StoredReject } from '../imports/chunks.store.ts';
import { pageOf, readCursor } from './list-cursor.ts';
import { selectImport } from './receipts.store.ts';

type RejectView = Omit<StoredReject, 'content'> & { values: string[] };

/** A page of an import's refused lines, in the order of the file. */
export async function pageOfRejects(
  db: Database,
  input: { readonly importId: number; readonly limit: number; readonly cursor?: string | undefined },
): Promise<Outcome<{ items: RejectView[]; nextCursor: string | null; total: number }>> {
  const { importId, limit } = input;
  const after = readCursor(input.cursor, z.int());
  if (isRefusal(after)) return after;
  const found = await selectImport(db, importId);
  if (found === undefined) return refuse('not-found', 'no-such-import', `There is no import ${importId}.`);
  const rows = await listRejects(db, importId, { after: after ?? 0, limit: limit + 1 });
  const item = ({ content, ...reject }: StoredReject) => ({ ...reject, values: [...content] });
  return { ...pageOf(rows, limit, { item, place: (row) => row.line }), total: found.rejected };
}
