import {
  decimalColumn,
  type GrowingColumn,
  momentColumn,
  nativeBlock,
  type NativeBlock,
  numberColumn,
  textColumn,
} from '#platform/warehouse';
import type { ReadRecord } from '../mapping/read-record.ts';
import { type FieldRule, recordKinds } from '../mapping/record-kinds.ts';
import { type FactColumn, type FactKind, filledColumns } from './fact-kinds.ts';

/** Which import and chunk facts come from, of which source. */
export type ChunkOf = { readonly sourceId: number; readonly importId: number; readonly chunk: number };

/**
 * Facts of one kind, gathered line by line as columns of bytes: a hundred thousand texts kept as objects would keep the
 * garbage collector busier than all else. Persons are kept once each.
 */
export type FactLines = {
  /** Index in the chunk of the line each fact came from. */
  readonly at: number[];
  /** Index in `persons` of whose each fact is. */
  readonly whose: number[];
  /** The source's keys; '' is nobody known. */
  readonly persons: readonly string[];
  /** Adds a fact read from a line; answers its bytes. */
  add(at: number, line: number, record: ReadRecord): number;
  /** The facts of the lines that `accepted` marks; `personIds` are those of `persons`. */
  write(accepted: Uint8Array, personIds: ArrayLike<number>, of: ChunkOf): NativeBlock;
};

/** `filled` are the fields that lines may fill; the other columns keep their table's defaults. */
export function createFactLines(kind: FactKind, filled: ReadonlySet<string>): FactLines {
  const at: number[] = [];
  const whose: number[] = [];
  const lines: number[] = [];
  const persons: string[] = [];
  const index = new Map<string, number>();
  const own = filledColumns(kind, filled).map((column) => growingOf(kind, column));
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
    add: (place, line, { values, other }) => {
      let bytes = 40;
      for (const { column, field } of own)
        bytes += column.add(field === -1 ? JSON.stringify(other ?? {}) : (values[field] ?? ''));
      at.push(place);
      whose.push(personIndex(values[0] ?? ''));
      lines.push(line);
      return bytes;
    },
    write: (accepted, personIds, { sourceId, importId, chunk }) => {
      const kept = keptPlaces(at, accepted);
      const rows = kept?.length ?? at.length;
      const people = new Float64Array(rows);
      const numbers = new Float64Array(rows);
      for (let row = 0; row < rows; row += 1) {
        const fact = kept === undefined ? row : (kept[row] ?? 0);
        people[row] = personIds[whose[fact] ?? 0] ?? 0;
        numbers[row] = lines[fact] ?? 0;
      }
      return nativeBlock(rows, [
        numberColumn('person_id', 'UInt64', rows, people),
        numberColumn('source_id', 'UInt32', rows, sourceId),
        ...own.map(({ name, column }) => ({ name, type: column.type, data: column.data(kept) })),
        numberColumn('import_id', 'UInt64', rows, importId),
        numberColumn('chunk', 'UInt32', rows, chunk),
        numberColumn('line', 'UInt64', rows, numbers),
      ]);
    },
  };
}

/** The facts of accepted lines by their place; undefined when that is all of them. */
function keptPlaces(at: readonly number[], accepted: Uint8Array): Uint32Array | undefined {
  const kept = new Uint32Array(at.length);
  let count = 0;
  for (let fact = 0; fact < at.length; fact += 1)
    if (accepted[at[fact] ?? 0] === 1) {
      kept[count] = fact;
      count += 1;
    }
  return count === at.length ? undefined : kept.subarray(0, count);
}

/** A column of a kind, and the place of its field among a record's values; -1 for what is kept beside. */
function growingOf(kind: FactKind, { name, field, orNull = false }: FactColumn) {
  const rules: Readonly<Record<string, FieldRule>> = recordKinds[kind].fields;
  const column = growing(field === undefined ? undefined : rules[field]?.type, orNull);
  return { name, column, field: field === undefined ? -1 : Object.keys(rules).indexOf(field) };
}

function growing(type: FieldRule['type'] | undefined, orNull: boolean): GrowingColumn {
  if (type === 'amount') return decimalColumn(6, orNull);
  if (type === 'quantity') return decimalColumn(4, orNull);
  return type === 'moment' ? momentColumn() : textColumn();
}
