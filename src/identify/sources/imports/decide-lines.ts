import type { Warehouse } from '#platform/warehouse';
import type { BloomFilter } from './bloom-filter.ts';
import type { ImportCounts } from './import.ts';
import { type KnownLines, lookUpLines } from './known-lines.warehouse.ts';
import { nameOfLine } from './line-hash.ts';
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
  const { asked, marks } = whatMayBeKnown(chunk.hashes, memory);
  if (asked.length > 0) await options.written?.();
  const known =
    asked.length === 0
      ? nothingKnown
      : await lookUpLines(warehouse, of, chunk.hashes, asked, memory.othersKnow);
  return decide(chunk, marks, known, options.dropRepeats);
}

/**
 * One line of each content to look up, and marks, by the first bits of their names, of all that may occur more than once: those,
 * and the ones that this chunk itself repeats. The others, nearly all of a new file, are new without being held in any map.
 */
function whatMayBeKnown(hashes: Uint32Array, { filter, othersKnow }: LineMemory) {
  const asked = new Map<string, number>();
  const marks = new Uint8Array(marked + 1);
  for (let at = 0; at < hashes.length; at += 4)
    if (filter === undefined || othersKnow || filter.has(hashes[at] ?? 0, hashes[at + 1] ?? 0))
      asked.set(nameOfLine(hashes, at / 4), at / 4);
  for (let at = 0; at < hashes.length; at += 4) {
    const seen = filter === undefined || filter.add(hashes[at] ?? 0, hashes[at + 1] ?? 0);
    if (seen || othersKnow) marks[(hashes[at] ?? 0) & marked] = 1;
  }
  return { asked: [...asked.values()], marks };
}

const marked = 0xffff;
const nothingKnown: KnownLines = { elsewhere: new Map(), here: new Map() };

function decide(chunk: ParsedChunk, marks: Uint8Array, known: KnownLines, dropRepeats: boolean): Decisions {
  const { hashes, lines } = chunk;
  const accepted = new Uint8Array(lines.length).fill(1);
  const occurrences = new Uint32Array(lines.length).fill(1);
  const met = new Map<string, number>();
  let duplicate = 0;
  let repeats = 0;
  for (let index = 0; index < lines.length; index += 1) {
    if (marks[(hashes[index * 4] ?? 0) & marked] === 0) continue;
    const name = nameOfLine(hashes, index);
    const occurrence = (met.get(name) ?? known.here.get(name) ?? 0) + 1;
    met.set(name, occurrence);
    occurrences[index] = occurrence;
    if (occurrence > 1) repeats += 1;
    if (known.elsewhere.get(name)?.has(occurrence) || (dropRepeats && occurrence > 1)) {
      accepted[index] = 0;
      duplicate += 1;
    }
  }
  const rejected = chunk.rejects.length;
  const counts = { read: chunk.read, accepted: lines.length - duplicate, rejected, duplicate, repeats };
  return { counts, accepted, occurrences };
}
