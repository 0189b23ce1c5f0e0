import type { FieldKind } from '../fields/field-kind.ts';
import type { Column, RecordTable } from '../records/record-table.ts';
import { sortByKey } from '../records/sort-by-key.ts';

const columnsOf = (table: RecordTable, kind: FieldKind): Column[] =>
  table.columns.filter(({ field }) => field.kind === kind);

/** Pairs that are one person whatever else they say: the same card. Each record with the first that has it. */
export function* certainPairs(table: RecordTable): Generator<readonly [number, number]> {
  for (const { ids } of columnsOf(table, 'card')) {
    const keys = Uint32Array.from(ids.subarray(0, table.count));
    let first = -1;
    for (const record of sortByKey(keys)) {
      if (ids[record] === 0) continue;
      if (first >= 0 && ids[first] === ids[record]) yield [first, record];
      else first = record;
    }
  }
}

/** Whether two clusters never may be one: they hold two different SIREN. */
export function forbidden(
  table: RecordTable,
): (first: readonly number[], second: readonly number[]) => boolean {
  const columns = columnsOf(table, 'siren');
  const valueIn = ({ ids }: Column, records: readonly number[]) => {
    for (const record of records) if ((ids[record] ?? 0) !== 0) return ids[record] ?? 0;
    return 0;
  };
  return (first, second) =>
    columns.some((column) => {
      const [one, other] = [valueIn(column, first), valueIn(column, second)];
      return one !== 0 && other !== 0 && one !== other;
    });
}
