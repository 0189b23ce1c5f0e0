import type { RecordTable } from '../records/record-table.ts';

/**
 * How often the values of one field are met: how many records know the field, and by the hash of its text the count of each value that
 * three or more of them have. A rarer value weighs alike whether one or two have it, so it need not be kept.
 */
export type Frequencies = { readonly known: number; readonly counts: ReadonlyMap<number, number> };

/** The frequencies of a table as it is now, by field. */
export function frequenciesOf(table: RecordTable): Frequencies[] {
  return table.columns.map(({ counts, hashes }) => {
    let known = 0;
    const frequent = new Map<number, number>();
    for (let id = 1; id < counts.length; id += 1) {
      const count = counts[id] ?? 0;
      known += count;
      if (count > 2) frequent.set(hashes[id] ?? 0, count);
    }
    return { known, counts: frequent };
  });
}
