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
 * or other imports may have met are looked up, once `written` says that what came before is in the warehouse.
 */
export async function decideLines(
  warehouse: Warehouse,
  of: { readonly sourceId: number; readonly importId: number; readonly chunk: number },
  chunk: ParsedChunk,
  memory: LineMemory,
  options: { readonly dropRepeats: boolean; readonly written?: () => Promise<unknown> },
): Promise<Decisions> {
  const { asked, suspects } = whatMayBeKnown(chunk.hashes, memory);
  if (asked.length > 0) await options.written?.();
  const known =
    asked.length === 0 ? nothingKnown : await lookUpLines(warehouse, of, asked, memory.othersKnow);
  return decide(chunk, suspects, known, options.dropRepeats);
}

/**
 * The contents to look up, and all that may occur more than once: those, and the ones that this chunk itself repeats.
 * The others, nearly all of a new file, are new without being held in any map.
 */
function whatMayBeKnown(hashes: readonly string[], { filter, othersKnow }: LineMemory) {
  if (filter === undefined || othersKnow) {
    for (const hash of hashes) filter?.add(hash);
    const all = new Set(hashes);
    return { asked: [...all], suspects: all };
  }
  const suspects = new Set(hashes.filter((hash) => filter.has(hash)));
  const asked = [...suspects];
  for (const hash of hashes) if (filter.add(hash)) suspects.add(hash);
  return { asked, suspects };
}

const nothingKnown: KnownLines = { elsewhere: new Map(), here: new Map() };

function decide(
  chunk: ParsedChunk,
  suspects: ReadonlySet<string>,
  known: KnownLines,
  dropRepeats: boolean,
): Decisions {
  const { hashes } = chunk;
  const accepted = new Uint8Array(hashes.length).fill(1);
  const occurrences = new Uint32Array(hashes.length).fill(1);
  const met = new Map<string, number>();
  let duplicate = 0;
  let repeats = 0;
  for (let index = 0; index < hashes.length && suspects.size > 0; index += 1) {
    const hash = hashes[index] ?? '';
    if (!suspects.has(hash)) continue;
    const occurrence = (met.get(hash) ?? known.here.get(hash) ?? 0) + 1;
    met.set(hash, occurrence);
    occurrences[index] = occurrence;
    if (occurrence > 1) repeats += 1;
    if (known.elsewhere.get(hash)?.has(occurrence) || (dropRepeats && occurrence > 1)) {
      accepted[index] = 0;
      duplicate += 1;
    }
  }
  const rejected = chunk.rejects.length;
  const counts = { read: chunk.read, accepted: hashes.length - duplicate, rejected, duplicate, repeats };
  return { counts, accepted, occurrences };
}
