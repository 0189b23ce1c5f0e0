import { z } from 'zod';
import type { Database } from '#platform/database';
import { isRefusal, type Outcome, refuse } from '#platform/errors';
import type { Jobs } from '#platform/jobs';
import type { ImportReceiptView, ImportView } from '../api.ts';
import { findMapping } from '../sources.store.ts';
import { pageOf, readCursor } from './list-cursor.ts';
import {
  countImports,
  countReasons,
  type ImportFilter,
  type ImportRow,
  selectImport,
  selectImports,
} from './receipts.store.ts';

export type ReceiptNeeds = { readonly db: Database; readonly jobs: Pick<Jobs, 'find'> };

/** A page of the imports, with how many there are in all. */
export async function listImports(
  input: ImportFilter & {
    readonly sort: 'newest' | 'oldest';
    readonly limit: number;
    readonly cursor?: string | undefined;
  },
  { db, jobs }: ReceiptNeeds,
): Promise<Outcome<{ items: ImportView[]; nextCursor: string | null; total: number }>> {
  const after = readCursor(input.cursor, z.int());
  if (isRefusal(after)) return after;
  const rows = await selectImports(db, { ...input, after, limit: input.limit + 1 });
  const page = pageOf(rows, input.limit, { item: (row) => row, place: (row) => row.importId });
  const items = await Promise.all(page.items.map((row) => viewOf(row, jobs)));
  return { items, nextCursor: page.nextCursor, total: await countImports(db, input) };
}

/** An import's receipt: its counts and state, how it was read, and why lines were refused. */
export async function importReceipt(
  importId: number,
  { db, jobs }: ReceiptNeeds,
): Promise<Outcome<ImportReceiptView>> {
  const row = await selectImport(db, importId);
  const mapping = row && (await findMapping(db, row.mappingId));
  if (row === undefined || mapping === undefined)
    return refuse('not-found', 'no-such-import', `There is no import ${importId}.`);
  return {
    ...(await viewOf(row, jobs)),
    mapping: mapping.definition,
    mappingVersion: mapping.version,
    reasons: await countReasons(db, importId),
  };
}

/** An import that waits for a job somebody cancelled among the jobs is cancelled, though nothing came to write so. */
async function viewOf(row: ImportRow, jobs: Pick<Jobs, 'find'>): Promise<ImportView> {
  const job = row.state === 'waiting' && row.jobId !== null ? await jobs.find(row.jobId) : undefined;
  return {
    ...row,
    state: job?.state === 'cancelled' ? 'cancelled' : row.state,
    createdAt: row.createdAt.toISOString(),
    endedAt: row.endedAt?.toISOString() ?? null,
    undoneAt: row.undoneAt?.toISOString() ?? null,
  };
}
