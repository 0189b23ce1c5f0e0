import { rm } from 'node:fs/promises';
import { isRefusal, type Outcome, refuse } from '#platform/errors';
import { inTransaction } from '#platform/database';
import { deleteUploads } from '../uploads/uploads.store.ts';
import { compileMapping, type CompiledMapping } from '../mapping/compile-mapping.ts';
import { openRows } from '../reading/open-rows.ts';
import { createBloomFilter } from './bloom-filter.ts';
import { findLastChunks, finishChunks, type StoredChunk } from './chunks.store.ts';
import { decideLines, type LineMemory } from './decide-lines.ts';
import { addCounts, type Import, type ImportCounts, type ImportNeeds, type OnProgress } from './import.ts';
import { findImport, moveImport } from './imports.store.ts';
import { keptFileOf, keptPath } from './keep-file.ts';
import { dropLineNotes, hasKnownLines } from './known-lines.warehouse.ts';
import { lineHasher } from './line-hash.ts';
import { parseChunk, type ParsedChunk } from './parse-chunk.ts';
import { createRowCursor, type RowCursor } from './row-cursor.ts';
import { planChunk, type SaidBefore } from './plan-chunk.ts';
import { replayChunk } from './replay-chunk.ts';
import { settleSource } from './settle-source.ts';
import { withSource } from './with-source.ts';
import { writeFacts } from './write-facts.ts';

export type RunOptions = {
  readonly signal?: AbortSignal | undefined;
  readonly onProgress?: OnProgress | undefined;
  /** Lines a chunk takes; fewer: less to do again after a crash, more work in all. */
  readonly chunkRows?: number | undefined;
};

/** Lines a chunk takes: people cost more than facts. */
const usualRows = { withPeople: 20_000, factsOnly: 50_000 };
const chunkCharacters = 32 * 1024 * 1024;

/**
 * Runs an import from where it has come to until its end. One import of a source runs at a time; others wait here.
 * Refuses what cannot be run (ended already, columns missing). Stops at the next chunk when the signal is aborted, and throws
 * its reason. Killed at any moment, it is run again and comes to the same end.
 */
export async function runImport(
  input: { readonly importId: number } & RunOptions,
  needs: ImportNeeds,
): Promise<Outcome<Import>> {
  const { importId, signal } = input;
  const found = await findImport(needs.database.db, importId);
  if (found === undefined) return refuse('not-found', 'no-such-import', `There is no import ${importId}.`);
  return withSource(needs.database, found.sourceId, signal, async () => {
    const { db } = needs.database;
    const runnable = await moveImport(db, importId, {
      from: ['waiting', 'running', 'failed'],
      to: 'running',
    });
    const current = await findImport(db, importId);
    if (!runnable || current === undefined)
      return current ?? refuse('not-found', 'no-such-import', `There is no import ${importId}.`);
    try {
      await settleSource(current, needs);
      const outcome = await runChunks(current, input, needs);
      if (isRefusal(outcome)) await fail(needs, importId, outcome.message);
      return outcome;
    } catch (error) {
      await leave(needs, importId, signal, error);
      throw error;
    }
  });
}

async function fail(needs: ImportNeeds, importId: number, message: string): Promise<void> {
  const endedAt = needs.clock.now();
  await moveImport(needs.database.db, importId, { from: ['running'], to: 'failed', error: message, endedAt });
}

/** What was thrown may be a cancel, the end of this process, or a breakage: each leaves the import in another state. */
async function leave(
  needs: ImportNeeds,
  importId: number,
  signal: AbortSignal | undefined,
  error: unknown,
): Promise<void> {
  const why = signal?.aborted ? (signal.reason as { why?: string } | undefined)?.why : 'broken';
  const { db } = needs.database;
  if (why === 'cancelled') {
    await moveImport(db, importId, { from: ['running'], to: 'cancelled', endedAt: needs.clock.now() });
    await dropLineNotes(needs.warehouse, importId);
  }
  if (why === 'broken')
    await fail(needs, importId, error instanceof Error ? error.message : String(error)).catch(
      () => undefined,
    );
}

async function runChunks(current: Import, options: RunOptions, needs: ImportNeeds): Promise<Outcome<Import>> {
  const { last, planned } = await findLastChunks(needs.database.db, current.importId);
  for (const chunk of planned) await replayChunk(current, chunk, needs);
  const rows = await openRows(keptFileOf(current, needs), current.mapping.format);
  if (isRefusal(rows)) return rows;
  const compiled = compileMapping(current.mapping, rows.columns, current.fileName);
  if (isRefusal(compiled)) return compiled;
  const cursor = createRowCursor(rows.batches, last?.lastLine ?? 0);
  try {
    await run(current, last, { cursor, mapping: compiled, bytesRead: rows.bytesRead }, options, needs);
  } finally {
    await rows.batches.return(undefined);
  }
  await finish(current, needs);
  return (await findImport(needs.database.db, current.importId)) ?? current;
}

type Reading = {
  readonly cursor: RowCursor;
  readonly mapping: CompiledMapping;
  bytesRead(): number;
};

/** Chunk after chunk: while one is written to the warehouse, the next is stored in PostgreSQL and the one after it is read. */
async function run(
  current: Import,
  last: StoredChunk | undefined,
  rows: Reading,
  { signal, onProgress, chunkRows }: RunOptions,
  needs: ImportNeeds,
): Promise<void> {
  const { database, warehouse, clock } = needs;
  const { importId, sourceId, options } = current;
  const memory: LineMemory = {
    filter: last === undefined ? createBloomFilter() : undefined,
    othersKnow: await hasKnownLines(warehouse, { importId, sourceId }),
  };
  const before: SaidBefore = { persons: new Map(), products: new Map() };
  const read = chunkReader(current, rows, chunkRows ?? rowsOf(current));
  let counts: ImportCounts = current;
  let chunk = (last?.chunk ?? 0) + 1;
  let written = chunk - 1;
  let reading = settled(read());
  let writing = settled(Promise.resolve());
  try {
    for (; ; chunk += 1) {
      signal?.throwIfAborted();
      const parsed = success(await reading);
      if (parsed === undefined) break;
      reading = settled(read());
      const of = { importId, sourceId, chunk };
      const decisions = await decideLines(warehouse, of, parsed, memory, {
        dropRepeats: options.dropRepeats,
        written: () => writing,
      });
      const decided = { import: current, chunk, parsed, decisions, written };
      await planChunk(database.db, decided, before, clock.now());
      success(await writing);
      written = chunk - 1;
      writing = settled(writeFacts(warehouse, decided, before.persons));
      counts = addCounts(counts, decisions.counts);
      await onProgress?.({ ...figures(counts), bytes: rows.bytesRead(), bytesTotal: current.fileBytes });
    }
    success(await writing);
  } catch (error) {
    await reading;
    const lastWrite = await writing;
    // Asked to stop between two chunks: all that is planned is written.
    if (signal?.aborted && error === signal.reason && 'value' in lastWrite)
      await finishChunks(database.db, importId, chunk);
    throw error;
  }
}

function chunkReader(current: Import, { cursor, mapping }: Reading, rows: number) {
  const bounds = { rows, characters: chunkCharacters };
  const hashRow = lineHasher(current.mapping.name);
  return (): Promise<ParsedChunk | undefined> => parseChunk({ cursor, mapping, bounds, hashRow });
}

type Settled<T> = { readonly value: T } | { readonly error: unknown };

/** Lets a promise go on by itself: its failure is kept for who asks, not thrown at nobody. */
const settled = <T>(promise: Promise<T>): Promise<Settled<T>> =>
  promise.then(
    (value) => ({ value }),
    (error: unknown) => ({ error }),
  );

function success<T>(outcome: Settled<T>): T {
  if ('error' in outcome) throw outcome.error;
  return outcome.value;
}

const figures = ({ read, accepted, rejected, duplicate, repeats }: ImportCounts): ImportCounts => ({
  read,
  accepted,
  rejected,
  duplicate,
  repeats,
});

const rowsOf = (current: Import) =>
  current.mapping.records.some((record) => record.kind === 'person' || record.kind === 'consent')
    ? usualRows.withPeople
    : usualRows.factsOnly;

async function finish(current: Import, needs: ImportNeeds): Promise<void> {
  const { importId, sourceId, options } = current;
  await inTransaction(needs.database.db, async (trx) => {
    await finishChunks(trx, importId, 2 ** 31 - 1);
    const endedAt = needs.clock.now();
    const moved = await moveImport(trx, importId, { from: ['running'], to: 'done', endedAt });
    if (!moved || options.dryRun) return;
    await needs.events.say(trx, 'import.finished', { importId, sourceId });
  });
  await dropLineNotes(needs.warehouse, importId);
  await dropFileOfErased(current, needs);
}

/** A file with lines of people who were erased is not kept once it is imported. */
async function dropFileOfErased(
  { importId, fileSha256 }: Import,
  { database: { db }, folder }: ImportNeeds,
): Promise<void> {
  const ended = await findImport(db, importId);
  if (ended === undefined || ended.erased === 0) return;
  await deleteUploads(db, [fileSha256]);
  await rm(keptPath(folder, fileSha256), { force: true });
}
