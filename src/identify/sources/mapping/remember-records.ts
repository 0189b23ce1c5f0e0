import type { ReadRecord } from './read-record.ts';

/** Remembers records by the values of the columns they are made from: the same article comes on line after line. */
export type RecordMemory = {
  find(row: readonly string[]): ReadRecord | undefined;
  /** Answers the record as it is kept, and will be found. */
  keep(row: readonly string[], record: ReadRecord): ReadRecord;
};

const kept = 50_000;

/** A memory over these columns; the first one should differ most. Bounded: full, it starts again. */
export function rememberRecords(columns: readonly number[]): RecordMemory {
  const [first = 0, ...others] = columns;
  const memory = new Map<string, { readonly texts: readonly string[]; readonly record: ReadRecord }>();
  return {
    find: (row) => {
      const known = memory.get(row[first] ?? '');
      if (known === undefined) return undefined;
      for (let at = 0; at < others.length; at += 1)
        if (known.texts[at] !== row[others[at] ?? 0]) return undefined;
      return known.record;
    },
    keep: (row, record) => {
      if (memory.size >= kept) memory.clear();
      const texts = others.map((column) => detached(row[column] ?? ''));
      const copy = { ...record, values: record.values.map(detached), again: memory.size };
      memory.set(detached(row[first] ?? ''), { texts, record: copy });
      return copy;
    },
  };
}

/** A copy: a piece of a text keeps the whole text in memory, and these live long. */
const detached = (text: string) => (text.length < 13 ? text : Buffer.from(text).toString());
