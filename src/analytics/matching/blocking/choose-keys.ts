import type { RecordTable } from '../records/record-table.ts';
import { sortByKey } from '../records/sort-by-key.ts';
import type { AtomColumn } from './atom-codes.ts';
import { type BlockingKey, blockOf, createKey } from './blocking-key.ts';

type Costed = {
  readonly atoms: readonly AtomColumn[];
  /** Pairs it would bring together. */
  readonly pairs: number;
  /** Share of the records that have all its atoms. */
  readonly known: number;
};

/** Records that costs are measured on; more would say the same. */
const sampleSize = 60_000;
/** Keys of one pair of fields: two, so that one slip does not break both. */
const keysPerPair = 2;
const keysMax = 28;

/**
 * Chooses the keys by what they cost in this file, not by what it is about. An atom that brings few enough pairs is a key alone; of
 * every two fields the two loosest pairs of their atoms that are within `pairsPerKey` are keys, else the tightest. So two records that
 * agree roughly on any two fields meet, and no key costs more than its share. The records must be arranged (the sample is the first ones).
 */
export function chooseKeys(
  table: RecordTable,
  atoms: readonly AtomColumn[],
  pairsPerKey: number,
): BlockingKey[] {
  const cost = (of: readonly AtomColumn[]) => costOf(table, of);
  const singles = atoms.map((atom) => cost([atom])).filter(({ pairs }) => pairs > 0 && pairs <= pairsPerKey);
  const alone = new Set(singles.flatMap((single) => single.atoms));
  const rest = atoms.filter((atom) => !alone.has(atom));
  const pairs: Costed[] = [];
  const fields = [...new Set(rest.map(({ column }) => column))];
  for (const [place, first] of fields.entries())
    for (const second of fields.slice(place + (isWordy(table, first) ? 0 : 1)))
      pairs.push(...keysOfFields(rest, first, second, pairsPerKey, cost));
  // Keys that most records have come first: those are the ones that find.
  const widest = pairs.toSorted(
    (a, b) => b.known - a.known || a.pairs - b.pairs || (nameOf(a) < nameOf(b) ? -1 : 1),
  );
  const chosen = [...singles, ...widest].slice(0, keysMax);
  if (chosen.length === 0) chosen.push(...atoms.map((atom) => cost([atom])).filter((one) => one.pairs > 0));
  return chosen.map((one) => createKey(one.atoms));
}

/** Fields of several words are blocked on two of them; of other fields two codes are one evidence. */
const isWordy = (table: RecordTable, column: number) =>
  ['text', 'fullName', 'companyName'].includes(table.columns[column]?.field.kind ?? '');

const nameOf = ({ atoms }: Costed) => atoms.map(({ name }) => name).join();

function keysOfFields(
  atoms: readonly AtomColumn[],
  first: number,
  second: number,
  most: number,
  cost: (of: readonly AtomColumn[]) => Costed,
): Costed[] {
  const found: Costed[] = [];
  for (const [place, one] of atoms.entries()) {
    if (one.column !== first) continue;
    for (const [at, other] of atoms.entries())
      if (other.column === second && (first !== second || at > place)) found.push(cost([one, other]));
  }
  const useful = found.filter(({ pairs }) => pairs > 0).toSorted((a, b) => b.pairs - a.pairs);
  const affordable = useful.filter(({ pairs }) => pairs <= most);
  if (affordable.length > 0) return affordable.slice(0, keysPerPair);
  // Within one field only what is affordable: two words of a text are one evidence.
  return first === second ? [] : useful.slice(-1);
}

function costOf(table: RecordTable, atoms: readonly AtomColumn[]): Costed {
  const size = Math.min(table.count, sampleSize);
  const key = createKey(atoms);
  const blocks = new Uint32Array(size);
  for (let record = 0; record < size; record += 1) blocks[record] = blockOf(table, key, record);
  let [pairs, known, run, last] = [0, 0, 0, 0];
  for (const place of sortByKey(blocks)) {
    const block = blocks[place] ?? 0;
    run = block === last ? run + 1 : 1;
    last = block;
    if (block === 0) continue;
    pairs += run - 1;
    known += 1;
  }
  return { atoms, pairs: pairs * (table.count / size) ** 2, known: known / size };
}
