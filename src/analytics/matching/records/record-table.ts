import type { Field } from '../fields/plan-fields.ts';
import { hashText } from './hash-text.ts';

/**
 * One field of all records: each distinct canonical value is kept once, and records hold its number; 0 is "not known". `counts` tells
 * how many records have a value, `hashes` are of the values' texts, so that nothing depends on the order they came in.
 */
export type Column = {
  readonly field: Field;
  ids: Int32Array;
  readonly values: string[];
  readonly hashes: number[];
  readonly counts: number[];
  readonly idOf: Map<string, number>;
};

/** Records as columns of numbers: twelve fields of a million records are 48 MB and their distinct texts. */
export type RecordTable = {
  count: number;
  readonly columns: readonly Column[];
};

/** An empty table of these fields. */
export function createTable(fields: readonly Field[]): RecordTable {
  const columns = fields.map((field) => ({
    field,
    ids: new Int32Array(1024),
    values: [''],
    hashes: [0],
    counts: [0],
    idOf: new Map([['', 0]]),
  }));
  return { count: 0, columns };
}

/** Adds a record: `valuesOf` gives the raw values of a field's columns, by the place of the field. Gives the record's place. */
export function addRecord(table: RecordTable, valuesOf: (field: number) => readonly string[]): number {
  return addCanonical(table, (at) => table.columns[at]?.field.canonical(valuesOf(at)) ?? '');
}

/** Adds a record whose values are canonical already, as `canonicalOf` gave them. Gives the record's place. */
export function addCanonical(table: RecordTable, valueOf: (field: number) => string): number {
  const place = table.count;
  for (const [at, column] of table.columns.entries()) {
    if (place === column.ids.length) {
      const longer = new Int32Array(place * 2);
      longer.set(column.ids);
      column.ids = longer;
    }
    const id = intern(column, valueOf(at));
    column.ids[place] = id;
    column.counts[id] = (column.counts[id] ?? 0) + 1;
  }
  table.count += 1;
  return place;
}

/** What is compared of a record, by field; '' where nothing is known. */
export function canonicalOf(table: RecordTable, place: number): string[] {
  return table.columns.map(({ values, ids }) => values[ids[place] ?? 0] ?? '');
}

function intern(column: Column, value: string): number {
  const known = column.idOf.get(value);
  if (known !== undefined) return known;
  const id = column.values.length;
  // A slice of a line keeps the whole block it was read from alive; a copy does not.
  const own = ` ${value}`.slice(1);
  column.values.push(own);
  column.hashes.push(hashText(own));
  column.counts.push(0);
  column.idOf.set(own, id);
  return id;
}
