import { type AtomColumn, extendAtom } from './blocking/atom-codes.ts';
import { type BlockingKey, blockOf } from './blocking/blocking-key.ts';
import type { Links } from './clusters/cluster-links.ts';
import { createLinkList } from './clusters/link-list.ts';
import { type Bands, blockSizeMax, type Matching, usualBands } from './match-records.ts';
import { bitsOf, type PairScorer } from './model/pair-scorer.ts';
import type { RecordTable } from './records/record-table.ts';
import { sortByKey } from './records/sort-by-key.ts';

/** A matched table made ready for new records: under every key, whose block has which code. */
export type MatchIndex = {
  readonly table: RecordTable;
  readonly scorer: PairScorer;
  readonly keys: readonly IndexedKey[];
};

type IndexedKey = {
  readonly key: BlockingKey;
  /** Codes of the base's records in ascending order, and whose they are. */
  readonly codes: Uint32Array;
  readonly records: Int32Array;
  /** Records that came later, by code. */
  readonly later: Map<number, number[]>;
};

/**
 * Readies a matched table for new records, under the model, the keys and the frequencies of that matching: a pair weighs the same whichever of
 * its records comes first, and in whatever order others come. O(n) once; 12 bytes a record and key.
 */
export function indexRecords(table: RecordTable, { keys, scorer }: Matching): MatchIndex {
  const indexed = keys.map((key) => {
    const all = new Uint32Array(table.count);
    for (let record = 0; record < table.count; record += 1) all[record] = blockOf(table, key, record);
    const records = sortByKey(all);
    const codes = new Uint32Array(records.length);
    for (let at = 0; at < records.length; at += 1) codes[at] = all[records[at] ?? 0] ?? 0;
    return { key, records, codes, later: new Map<number, number[]>() };
  });
  return { table, scorer, keys: indexed };
}

/**
 * Links records added to the table since it was indexed (`addRecord`), from place `from` on, to the base and to each other, without looking at the base's own
 * pairs again. They are part of the base from then on. Costs by the records they meet: at most a block a key each.
 */
export function matchNewRecords(index: MatchIndex, from: number, bands: Bands = usualBands): Links {
  const { table, scorer, keys } = index;
  for (const atom of new Set(keys.flatMap(({ key }) => atomsOfKey(key)))) extendAtom(table, atom);
  const leastBits = bitsOf(bands.review);
  const links = createLinkList();
  for (let record = from; record < table.count; record += 1) {
    const met = new Set<number>();
    for (const { key, codes, records, later } of keys) {
      const code = blockOf(table, key, record);
      if (code === 0) continue;
      for (let at = firstAtLeast(codes, code); codes[at] === code; at += 1) met.add(records[at] ?? 0);
      const arrived = later.get(code) ?? [];
      later.set(code, arrived);
      for (const other of arrived) met.add(other);
      // A block never grows without bound: the first to come stand for it.
      if (arrived.length < blockSizeMax) arrived.push(record);
    }
    for (const other of met) {
      const bits = scorer.bitsOf(other, record, leastBits);
      if (bits >= leastBits) links.add(other, record, bits);
    }
  }
  return links.finish();
}

const atomsOfKey = ({ atoms, splits }: BlockingKey): AtomColumn[] => [...atoms, ...splits.values()];

/** The first place of an ascending list that holds at least this. */
function firstAtLeast(codes: Uint32Array, code: number): number {
  let [low, high] = [0, codes.length];
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((codes[middle] ?? 0) < code) low = middle + 1;
    else high = middle;
  }
  return low;
}
