import { comparisonOf } from '../fields/comparison-of.ts';
import { hashText } from '../records/hash-text.ts';
import type { Column, RecordTable } from '../records/record-table.ts';

/**
 * How often the values of one field are met: how many records know the field, and by the hash of its text the count of each value that
 * three or more of them have. A rarer value weighs alike whether one or two have it, so it need not be kept. `parts`: as much of what values
 * may have in common, such as a postcode with whatever town; a model learnt before these were counted has none.
 */
export type Frequencies = {
  readonly known: number;
  readonly counts: ReadonlyMap<number, number>;
  readonly parts?: ReadonlyMap<number, number> | undefined;
};

/** The frequencies of a table as it is now, by field. */
export function frequenciesOf(table: RecordTable): Frequencies[] {
  return table.columns.map((column) => {
    const { counts, hashes } = column;
    let known = 0;
    const frequent = new Map<number, number>();
    for (let id = 1; id < counts.length; id += 1) {
      const count = counts[id] ?? 0;
      known += count;
      if (count > 2) frequent.set(hashes[id] ?? 0, count);
    }
    return { known, counts: frequent, parts: partsOf(column) };
  });
}

function partsOf({ field, values, counts }: Column): Map<number, number> {
  const partly = comparisonOf(field.kind).partly;
  const met = new Map<number, number>();
  if (partly === undefined) return met;
  for (let id = 1; id < values.length; id += 1)
    for (const part of partly.of(values[id] ?? '')) {
      const hash = hashText(part);
      met.set(hash, (met.get(hash) ?? 0) + (counts[id] ?? 0));
    }
  for (const [hash, count] of met) if (count < 3) met.delete(hash);
  return met;
}
