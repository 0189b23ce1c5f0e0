import type { RecordTable } from '../records/record-table.ts';
import { sortByKey } from '../records/sort-by-key.ts';
import type { AtomColumn } from './atom-codes.ts';
import { atomOf } from './atom-codes.ts';
import { type BlockingKey, blockOf } from './blocking-key.ts';

/** The blocks of one key: its records by block, and the codes they lie under, so that a new record finds its own. */
export type Blocks = {
  readonly key: BlockingKey;
  /** Records in a block with others, block after block. */
  readonly members: Int32Array;
  /** Where each block begins in `members`, and after the last its length. */
  readonly starts: Int32Array;
  readonly skippedRecords: number;
  readonly skippedPairs: number;
};

const splitsMost = 4;

/** Sorts the records into the blocks of a key; a block of more than `sizeMax` is split by other atoms, and skipped when none divides it. */
export function buildBlocks(input: {
  readonly table: RecordTable;
  readonly key: BlockingKey;
  readonly refiners: readonly AtomColumn[];
  readonly sizeMax: number;
}): Blocks {
  const { table, key, refiners, sizeMax } = input;
  const codes = new Uint32Array(table.count);
  for (let record = 0; record < table.count; record += 1) codes[record] = blockOf(table, key, record);
  const skipped = { records: 0, pairs: 0 };
  const usable = refiners.filter((atom) => !key.atoms.includes(atom));
  for (let round = 0; ; round += 1) {
    const order = sortByKey(codes);
    const oversized = blocksOf(codes, order).filter(({ from, to }) => to - from > sizeMax);
    if (oversized.length === 0) return grouped(key, codes, order, skipped);
    for (const { from, to } of oversized) {
      const records = order.subarray(from, to);
      const code = codes[records[0] ?? 0] ?? 0;
      const atom = round < splitsMost ? bestDivider(table, records, usable) : undefined;
      if (atom === undefined) {
        key.skipped.add(code);
        skipped.records += records.length;
        skipped.pairs += (records.length * (records.length - 1)) / 2;
      } else key.splits.set(code, atom);
      for (const record of records) codes[record] = blockOf(table, key, record);
    }
  }
}

type Run = { readonly from: number; readonly to: number };

/** The runs of equal codes, those of code 0 left out. */
function blocksOf(codes: Uint32Array, order: Int32Array): Run[] {
  const runs: Run[] = [];
  for (let from = 0; from < order.length; ) {
    const code = codes[order[from] ?? 0];
    let to = from + 1;
    while (to < order.length && codes[order[to] ?? 0] === code) to += 1;
    if (code !== 0 && to - from > 1) runs.push({ from, to });
    from = to;
  }
  return runs;
}

/** The atom under which fewest of these records' pairs stay together while most records keep a code; none when all agree. */
function bestDivider(
  table: RecordTable,
  records: Int32Array,
  atoms: readonly AtomColumn[],
): AtomColumn | undefined {
  let best: { atom: AtomColumn; kept: number } | undefined;
  for (const atom of atoms) {
    const sizes = new Map<number, number>();
    for (const record of records) {
      const code = atomOf(table, atom, record);
      if (code !== 0) sizes.set(code, (sizes.get(code) ?? 0) + 1);
    }
    let [known, largest] = [0, 0];
    for (const size of sizes.values()) {
      known += size;
      largest = Math.max(largest, size);
    }
    if (largest > known / 2 && largest > 2) continue;
    if (best === undefined || known > best.kept) best = { atom, kept: known };
  }
  return best?.atom;
}

function grouped(
  key: BlockingKey,
  codes: Uint32Array,
  order: Int32Array,
  skipped: { records: number; pairs: number },
): Blocks {
  const runs = blocksOf(codes, order);
  const members = new Int32Array(runs.reduce((sum, { from, to }) => sum + to - from, 0));
  const starts = new Int32Array(runs.length + 1);
  let at = 0;
  for (const [place, { from, to }] of runs.entries()) {
    starts[place] = at;
    members.set(order.subarray(from, to), at);
    at += to - from;
  }
  starts[runs.length] = at;
  return { key, members, starts, skippedRecords: skipped.records, skippedPairs: skipped.pairs };
}
