import { mix32 } from './hash-text.ts';
import type { RecordTable } from './record-table.ts';
import { sortByKey } from './sort-by-key.ts';

/**
 * Puts the records of a table in an order that depends on what they hold and not on how they came, so that all that is drawn
 * or decided in turn afterwards is the same for any order of the file. `places[i]` is where record i was; records that hold
 * the same stay in the order they came, which tells nothing apart. With `side` (0 or 1 by record), it is part of what they hold.
 */
export function arrangeRecords(table: RecordTable, side?: Uint8Array): Int32Array {
  const [low, high] = [new Uint32Array(table.count), new Uint32Array(table.count)];
  for (let record = 0; record < table.count; record += 1) {
    let [first, second] = [17 + (side?.[record] ?? 0), 31];
    for (const column of table.columns) {
      const hash = column.hashes[column.ids[record] ?? 0] ?? 0;
      first = Math.imul(first ^ hash, 0x9e3779b1);
      second = Math.imul(second, 31) + mix32(hash ^ 0x5bd1e995);
    }
    low[record] = mix32(first);
    high[record] = mix32(second);
  }
  const places = sortByKey(high, sortByKey(low));
  for (const column of table.columns) {
    const before = column.ids;
    column.ids = Int32Array.from(places, (place) => before[place] ?? 0);
  }
  return places;
}
