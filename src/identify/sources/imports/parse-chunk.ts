import { type CompiledMapping, readLine } from '../mapping/compile-mapping.ts';
import type { ReadRecord } from '../mapping/read-record.ts';
import type { LineFault } from '../reading/row-batch.ts';
import { createFactLines, type FactLines } from './fact-lines.ts';
import { type FactKind, isFactKind } from './fact-kinds.ts';
import type { HashRow } from './line-hash.ts';
import type { RowCursor } from './row-cursor.ts';

export type Reject = { readonly line: number; readonly fault: LineFault; readonly row: readonly string[] };

/** A record that is not a fact, and the lines (indexes in the chunk) that say it: products are said again and again. */
export type ParsedRecord = { readonly record: ReadRecord; readonly at: number[] };

/** Some thousand lines of a file, read and mapped, before it is known which of them are new. */
export type ParsedChunk = {
  readonly firstLine: number;
  readonly lastLine: number;
  readonly read: number;
  readonly rejects: readonly Reject[];
  /** Of each line that is not refused: its number, and its content's name, of four words. */
  readonly lines: readonly number[];
  readonly hashes: Uint32Array;
  readonly facts: Readonly<Record<FactKind, FactLines>>;
  readonly records: readonly ParsedRecord[];
};

/** How much one chunk takes; `lastLine` when it must end where it ended before a crash. */
export type ChunkBounds = { readonly rows: number; readonly characters: number; readonly lastLine?: number };

/** What reading a chunk needs besides the rows. */
export type ChunkReading = {
  readonly cursor: RowCursor;
  readonly mapping: CompiledMapping;
  readonly bounds: ChunkBounds;
  readonly hashRow: HashRow;
};

/** Reads the next chunk and maps its lines; undefined when the file has ended. */
export async function parseChunk(reading: ChunkReading): Promise<ParsedChunk | undefined> {
  const { bounds, mapping, hashRow } = reading;
  const rejects: Reject[] = [];
  const lines: number[] = [];
  let hashes = new Uint32Array(65_536);
  const facts = {
    orderLine: createFactLines('orderLine', mapping.filled.orderLine),
    event: createFactLines('event', mapping.filled.event),
    contact: createFactLines('contact', mapping.filled.contact),
  };
  const records = createRecordList();
  let firstLine = 0;
  let lastLine = 0;
  let read = 0;
  let characters = 0;
  await reading.cursor.forEach((row, line, unreadable) => {
    if (read === 0) firstLine = line;
    lastLine = line;
    read += 1;
    const said = unreadable ?? readLine(mapping, row, line);
    if (!Array.isArray(said)) {
      rejects.push({ line, fault: said, row });
      characters += 1000;
    } else {
      const at = lines.push(line) - 1;
      if (lines.length * 4 > hashes.length) hashes = enlarged(hashes);
      hashRow(row, hashes, at * 4);
      for (const record of said) {
        const { kind } = record;
        if (isFactKind(kind)) {
          characters += facts[kind].add(at, line, record);
        } else characters += records.add(at, record);
      }
    }
    if (bounds.lastLine !== undefined) return line < bounds.lastLine;
    return read < bounds.rows && characters < bounds.characters;
  });
  if (read === 0) return undefined;
  const hashed = hashes.subarray(0, lines.length * 4);
  return { firstLine, lastLine, read, rejects, lines, hashes: hashed, facts, records: records.all };
}

function enlarged(words: Uint32Array<ArrayBuffer>) {
  const larger = new Uint32Array(words.length * 2);
  larger.set(words);
  return larger;
}

/** Gathers records; one that several lines gave (articles, mostly) is kept once, with all its lines. */
function createRecordList() {
  const all: ParsedRecord[] = [];
  const known: ParsedRecord[] = [];
  return {
    all,
    add: (at: number, record: ReadRecord): number => {
      const { again } = record;
      const before = again === undefined ? undefined : known[again];
      if (before?.record === record) {
        before.at.push(at);
        return 0;
      }
      const entry = { record, at: [at] };
      if (again !== undefined) known[again] = entry;
      all.push(entry);
      return 200;
    },
  };
}
