import type { ReadRecord } from '../mapping/read-record.ts';
import { recordKinds } from '../mapping/record-kinds.ts';
import { type FactColumn, type FactKind, filledColumns, writtenColumns } from './fact-text.ts';
import { createTextBytes } from './text-bytes.ts';

/**
 * Facts of one kind, gathered line by line as TabSeparated bytes: a hundred thousand texts kept as objects would keep the
 * garbage collector busier than all else. Persons are kept once each.
 */
export type FactLines = {
  /** The names of the columns written. */
  readonly columns: readonly string[];
  /** Index in the chunk of the line each fact came from. */
  readonly at: number[];
  /** Index in `persons` of whose each fact is. */
  readonly whose: number[];
  /** The source's keys; '' is nobody known. */
  readonly persons: readonly string[];
  /** Adds a fact read from a line; answers its bytes. */
  add(at: number, line: number, record: ReadRecord): number;
  /**
   * The facts of the lines that `accepted` marks, each with what `prefixes` has for its person before it, as UTF-8.
   * Prefixes are ASCII.
   */
  write(accepted: Uint8Array, prefixes: readonly string[]): Buffer;
};

/** `filled` are the fields that lines may fill; `ending` comes before the number of the line, which closes each fact. */
export function createFactLines(kind: FactKind, filled: ReadonlySet<string>, ending: string): FactLines {
  const at: number[] = [];
  const whose: number[] = [];
  const persons: string[] = [];
  const index = new Map<string, number>();
  const ends: number[] = [];
  const text = createTextBytes();
  const columns = filledColumns(kind, filled);
  const take = takeColumns(kind, columns);
  const personIndex = (person: string) => {
    let found = index.get(person);
    if (found === undefined) {
      found = persons.push(person) - 1;
      index.set(person, found);
    }
    return found;
  };
  return {
    at,
    whose,
    persons,
    columns: writtenColumns(columns),
    add: (place, line, record) => {
      const start = text.used();
      text.row(take(record), ending + line);
      at.push(place);
      whose.push(personIndex(record.values[0] ?? ''));
      ends.push(text.used());
      return text.used() - start;
    },
    write: (accepted, prefixes) => {
      const bytes = text.bytes();
      const longest = prefixes.reduce((most, prefix) => Math.max(most, prefix.length), 0);
      const written = Buffer.allocUnsafe(bytes.length + at.length * longest);
      let size = 0;
      for (let fact = 0; fact < at.length; fact += 1) {
        if (accepted[at[fact] ?? 0] !== 1) continue;
        size += written.write(prefixes[whose[fact] ?? 0] ?? '', size, 'latin1');
        size += bytes.copy(written, size, ends[fact - 1] ?? 0, ends[fact]);
      }
      return written.subarray(0, size);
    },
  };
}

/** Compiles how a record's values become the columns' texts; NULL is `null`. */
function takeColumns(
  kind: FactKind,
  columns: readonly FactColumn[],
): (record: ReadRecord) => (string | null)[] {
  const fields = Object.keys(recordKinds[kind].fields);
  const places = columns.map((column) => (column.field === undefined ? -1 : fields.indexOf(column.field)));
  const nullable = columns.map((column) => column.orNull === true);
  return ({ values, other }) => {
    const texts = new Array<string | null>(places.length);
    for (let at = 0; at < places.length; at += 1) {
      const place = places[at] ?? -1;
      const value =
        place === -1 ? (columns[at]?.always ?? JSON.stringify(other ?? {})) : (values[place] ?? '');
      texts[at] = value === '' && nullable[at] === true ? null : value;
    }
    return texts;
  };
}
