import { type CompiledMapping, readLine, type ReadRecord } from '../mapping/compile-mapping.ts';
import type { LineFault, RowBatch } from '../reading/row-batch.ts';
import { type FactKind, factKinds, isFactKind } from './fact-text.ts';

/** Facts of one kind, side by side: the line each came from (index in the chunk), whose it is, and its text. */
export type ParsedFacts = { readonly at: number[]; readonly person: string[]; readonly text: string[] };

export type Reject = { readonly line: number; readonly fault: LineFault; readonly row: readonly string[] };

/** Some thousand lines of a file, read and mapped, before it is known which of them are new. */
export type ParsedChunk = {
  readonly firstLine: number;
  readonly lastLine: number;
  readonly read: number;
  readonly rejects: readonly Reject[];
  /** Of each line that is not refused: its number and the hash of its content. */
  readonly lines: readonly number[];
  readonly hashes: readonly string[];
  readonly facts: Readonly<Record<FactKind, ParsedFacts>>;
  /** The records that are not facts, with the index of their line. */
  readonly records: readonly { readonly at: number; readonly record: ReadRecord }[];
};

/** Reads rows one after the other across batches, from the first line after `afterLine`. */
export type RowCursor = {
  /** Calls `take` with row after row until it answers false or the file ends. Answers false at the end of the file. */
  forEach(take: (row: string[], line: number, fault: LineFault | undefined) => boolean): Promise<boolean>;
};

export function createRowCursor(batches: AsyncIterator<RowBatch>, afterLine: number): RowCursor {
  let batch: RowBatch | undefined;
  let at = 0;
  return {
    forEach: async (take) => {
      for (;;) {
        if (batch === undefined || at >= batch.rows.length) {
          const next = await batches.next();
          if (next.done) return false;
          batch = next.value;
          at = 0;
        }
        const faults = batch.faults.size > 0 ? batch.faults : undefined;
        while (at < batch.rows.length) {
          const line = batch.lines[at] ?? 0;
          const row = batch.rows[at];
          const fault = faults?.get(at);
          at += 1;
          if (row !== undefined && line > afterLine && !take(row, line, fault)) return true;
        }
      }
    },
  };
}

/** How much one chunk takes. The same bounds give the same chunks: an import that is resumed depends on it. */
export type ChunkBounds = { readonly rows: number; readonly characters: number; readonly lastLine?: number };

/** Reads the next chunk and maps its lines; undefined when the file has ended. */
export async function parseChunk(
  cursor: RowCursor,
  mapping: CompiledMapping,
  hashRow: (row: readonly string[]) => string,
  bounds: ChunkBounds,
): Promise<ParsedChunk | undefined> {
  const rejects: Reject[] = [];
  const lines: number[] = [];
  const hashes: string[] = [];
  const records: { at: number; record: ReadRecord }[] = [];
  const facts = { orderLine: emptyFacts(), event: emptyFacts(), contact: emptyFacts() };
  let firstLine = 0;
  let lastLine = 0;
  let read = 0;
  let characters = 0;
  await cursor.forEach((row, line, unreadable) => {
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
        if (isFactKind(record.kind)) characters += addFact(facts[record.kind], at, record.kind, record);
        else {
          records.push({ at, record });
          characters += 200;
        }
      }
    }
    if (bounds.lastLine !== undefined) return line < bounds.lastLine;
    return read < bounds.rows && characters < bounds.characters;
  });
  return read === 0 ? undefined : { firstLine, lastLine, read, rejects, lines, hashes, facts, records };
}

const emptyFacts = (): ParsedFacts => ({ at: [], person: [], text: [] });

function addFact(facts: ParsedFacts, at: number, kind: FactKind, record: ReadRecord): number {
  const text = factKinds[kind].text(record.values, record.other);
  facts.at.push(at);
  facts.person.push(record.values[0] ?? '');
  facts.text.push(text);
  return text.length;
}
