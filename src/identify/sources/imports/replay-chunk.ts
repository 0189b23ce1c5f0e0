import { absorbPeople } from '#identify/customers';
import { orThrow } from '#platform/errors';
import { compileMapping } from '../mapping/compile-mapping.ts';
import { openRows } from '../reading/open-rows.ts';
import { finishChunks, type StoredChunk } from './chunks.store.ts';
import { decideLines } from './decide-lines.ts';
import type { Import, ImportNeeds } from './import.ts';
import { hasKnownLines } from './known-lines.warehouse.ts';
import { lineHasher } from './line-hash.ts';
import { parseChunk } from './parse-chunk.ts';
import { createRowCursor } from './row-cursor.ts';
import { mentionedKeys } from './plan-chunk.ts';
import { keptFileOf } from './keep-file.ts';
import { mendInsert } from './mend-insert.ts';
import { insertsOf, writeInserts } from './write-facts.ts';

/**
 * Writes again the facts of a chunk that was planned when the process died, whatever part of them had arrived. It reads the
 * same lines and comes to the same decisions, as nothing of its source has changed since; throws when it does not.
 */
export async function replayChunk(current: Import, planned: StoredChunk, needs: ImportNeeds): Promise<void> {
  const { importId, sourceId, options, mapping } = current;
  const { database, warehouse, clock } = needs;
  const rows = orThrow(await openRows(keptFileOf(current, needs), mapping.format));
  const compiled = orThrow(compileMapping(mapping, rows.columns, current.fileName));
  const cursor = createRowCursor(rows.batches, planned.firstLine - 1);
  const bounds = { rows: Infinity, characters: Infinity, lastLine: planned.lastLine };
  const parsed = await parseChunk({
    cursor,
    mapping: compiled,
    bounds,
    hashRow: lineHasher(mapping.name),
  });
  await rows.batches.return(undefined);
  if (parsed === undefined)
    throw new Error(`${current.fileName} no longer has lines ${planned.firstLine} to ${planned.lastLine}.`);
  const { chunk } = planned;
  const of = { importId, sourceId, chunk };
  const memory = { filter: undefined, othersKnow: await hasKnownLines(warehouse, of) };
  const decisions = await decideLines(warehouse, of, parsed, memory, options);
  if (decisions.counts.accepted !== planned.accepted || decisions.counts.read !== planned.read)
    throw new Error(
      `Lines ${planned.firstLine} to ${planned.lastLine} of ${current.fileName} are not decided as before the interruption. Undo import ${importId}, then import the file again.`,
    );
  const people = options.dryRun
    ? []
    : [...mentionedKeys({ parsed, decisions })].map((sourceKey) => ({ sourceKey, line: 0 }));
  const persons = new Map<string, number>();
  for (let from = 0; from < people.length; from += 50_000) {
    const part = { sourceId, importId, chunk, at: clock.now(), people: people.slice(from, from + 50_000) };
    const ids = await database.db.transaction().execute((trx) => absorbPeople(trx, part));
    for (const [key, id] of ids) persons.set(key, id);
  }
  const decided = { import: current, chunk, parsed, decisions, written: chunk - 1 };
  const inserts = insertsOf(warehouse, decided, persons);
  await writeInserts(decided, inserts);
  for (const insert of inserts) await mendInsert(warehouse, of, insert);
  await finishChunks(database.db, importId, chunk);
}
