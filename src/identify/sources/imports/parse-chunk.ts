import { type CompiledMapping, readLine, type ReadRecord } from '../mapping/compile-mapping.ts';
import type { LineFault } from '../reading/row-batch.ts';
import { createFactLines, type FactLines } from './fact-lines.ts';
import { type FactKind, factKinds, isFactKind } from './fact-text.ts';
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
  /** Of each line that is not refused: its number and the hash of its content. */
  readonly lines: readonly number[];
  readonly hashes: readonly string[];
  readonly facts: Readonly<Record<FactKind, FactLines>>;
  readonly records: readonly ParsedRecord[];
};

/** How much one chunk takes; `lastLine` when it must end where it ended before a crash. */
export type ChunkBounds = { readonly rows: number; readonly characters: number; readonly lastLine?: number };

/** What reading a chunk needs besides the rows. `ending` closes a fact's text, given the number of its line. */
export type ChunkReading = {
  readonly cursor: RowCursor;
  readonly mapping: CompiledMapping;
  readonly bounds: ChunkBounds;
  hashRow(row: readonly string[]): string;
  ending(line: number): string;
};

/** Reads the next chunk and maps its lines; undefined when the file has ended. */
export async function parseChunk(reading: ChunkReading): Promise<ParsedChunk | undefined> {
  const { bounds, mapping, hashRow, ending } = reading;
  const rejects: Reject[] = [];
  const lines: number[] = [];
  const hashes: string[] = [];
  const facts = { orderLine: createFactLines(), event: createFactLines(), contact: createFactLines() };
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
      hashes.push(hashRow(row));
      for (const record of said) {
        const { kind } = record;
        if (isFactKind(kind)) {
          const text = factKinds[kind].text(record.values, record.other) + ending(line);
          facts[kind].add(at, record.values[0] ?? '', text);
          characters += text.length;
        } else characters += records.add(at, record);
      }
    }
    if (bounds.lastLine !== undefined) return line < bounds.lastLine;
    return read < bounds.rows && characters < bounds.characters;
  });
  if (read === 0) return undefined;
  return { firstLine, lastLine, read, rejects, lines, hashes, facts, records: records.all };
}

/** Gathers records; those that say the same whatever the line are kept once. */
function createRecordList() {
  const all: ParsedRecord[] = [];
  const byKey = new Map<string, ParsedRecord[]>();
  return {
    all,
    add: (at: number, record: ReadRecord): number => {
      const once = record.kind !== 'person' && record.kind !== 'consent';
      const alike = once ? byKey.get(record.values[0] ?? '') : undefined;
      const before = alike?.find((entry) => saysTheSame(entry.record, record));
      if (before !== undefined) {
        before.at.push(at);
        return 0;
      }
      const entry = { record, at: [at] };
      all.push(entry);
      if (alike !== undefined) alike.push(entry);
      else if (once) byKey.set(record.values[0] ?? '', [entry]);
      return 200;
    },
  };
}

function saysTheSame(one: ReadRecord, other: ReadRecord): boolean {
  if (one.kind !== other.kind) return false;
  for (let index = 0; index < one.values.length; index += 1)
    if (one.values[index] !== other.values[index]) return false;
  return one.other === other.other || JSON.stringify(one.other) === JSON.stringify(other.other);
}
