import type { Warehouse } from '#platform/warehouse';
import type { BloomFilter } from './bloom-filter.ts';
import type { ImportCounts } from './import.ts';
import { type KnownLines, lookUpLines } from './known-lines.warehouse.ts';
import type { ParsedChunk } from './parse-chunk.ts';

/** What becomes of each line of a chunk that is not refused. */
export type Decisions = {
  readonly counts: ImportCounts;
  /** By index: 1 when the line is new, 0 when it is already known. */
  readonly accepted: Uint8Array;
  /** By index: the how-manieth line of this content in the file, from 1. */
  readonly occurrences: Uint32Array;
};

/** What deciding remembers from chunk to chunk, in memory that does not grow. */
export type LineMemory = {
  /** Undefined after a restart: then every content is asked for. */
  readonly filter: BloomFilter | undefined;
  /** Whether other imports of the source have lines. */
  readonly othersKnow: boolean;
};

/**
 * Decides which lines are new. A line is known when its source already has this content as often as it has occurred in the
 * file so far: files that overlap and lines that repeat within a file both come out right. Only contents that earlier chunks
 * or other imports may have met are looked up.
 */
export async function decideLines(
  warehouse: Warehouse,
  of: { readonly sourceId: number; readonly importId: number; readonly chunk: number },
  chunk: ParsedChunk,
  memory: LineMemory,
  dropRepeats: boolean,
): Promise<Decisions> {
  const here = new Map<string, number>();
  const asked: string[] = [];
  for (const hash of chunk.hashes) {
    if (here.has(hash)) continue;
    here.set(hash, 0);
    if (memory.filter === undefined || memory.filter.add(hash) || memory.othersKnow) asked.push(hash);
  }
  const known =
    asked.length === 0 ? nothingKnown : await lookUpLines(warehouse, of, asked, memory.othersKnow);
  for (const [hash, met] of known.here) here.set(hash, met);
  return decide(chunk, here, known.elsewhere, dropRepeats);
}

const nothingKnown: KnownLines = { elsewhere: new Map(), here: new Map() };

function decide(
  chunk: ParsedChunk,
  met: Map<string, number>,
  elsewhere: KnownLines['elsewhere'],
  dropRepeats: boolean,
): Decisions {
  const { hashes } = chunk;
  const accepted = new Uint8Array(hashes.length).fill(1);
  const occurrences = new Uint32Array(hashes.length);
  let duplicate = 0;
  let repeats = 0;
  for (let index = 0; index < hashes.length; index += 1) {
    const hash = hashes[index] ?? '';
    const occurrence = (met.get(hash) ?? 0) + 1;
    met.set(hash, occurrence);
    occurrences[index] = occurrence;
    if (occurrence > 1) repeats += 1;
    if (elsewhere.get(hash)?.has(occurrence) || (dropRepeats && occurrence > 1)) {
      accepted[index] = 0;
      duplicate += 1;
    }
  }
  const rejected = chunk.rejects.length;
  const counts = { read: chunk.read, accepted: hashes.length - duplicate, rejected, duplicate, repeats };
  return { counts, accepted, occurrences };
}
