import { type AtomColumn, createAtoms, extendAtom } from './blocking/atom-codes.ts';
import { type BlockingKey, blockOf } from './blocking/blocking-key.ts';
import { comparisonOf } from './fields/comparison-of.ts';
import type { FoundLinks } from './match-records.ts';
import { type Frequencies, frequenciesOf } from './model/frequencies.ts';
import { modelled, type MatchModel } from './model/match-model.ts';
import { createComparer } from './model/pair-comparer.ts';
import { createScorer, type PairScorer } from './model/pair-scorer.ts';
import { mix32 } from './records/hash-text.ts';
import type { RecordTable } from './records/record-table.ts';

type SavedAtom = readonly [column: number, name: string];

/** All that makes a pair weigh, and records meet, as they did in one matching: plain data that can be kept and read again years later. */
export type SavedMatching = {
  readonly fields: readonly {
    readonly name: string;
    readonly kind: MatchModel['fields'][number]['kind'];
    readonly match: readonly number[];
    readonly stranger: readonly number[];
    readonly relative: readonly number[];
    readonly known: number;
    /** Hash of a value and how many have it, one after the other. */
    readonly frequent: readonly number[];
    /** The same of what values have in common; not in what was saved before it was counted. */
    readonly parts?: readonly number[];
  }[];
  readonly matchShare: number;
  readonly relativeShare: number;
  /** 0 in what was saved before it was learnt. */
  readonly movedShare?: number;
  readonly keys: readonly {
    readonly atoms: readonly SavedAtom[];
    readonly splits: readonly (readonly [code: number, atom: SavedAtom])[];
    readonly skipped: readonly number[];
  }[];
};

/** A saved matching at work on a table of its fields: weighs pairs, and says under which blocks a record lies. */
export type RevivedMatching = {
  readonly model: MatchModel;
  readonly scorer: PairScorer;
  /** 32-bit codes, signed; two records that share one are compared. The same for the same record in any table. */
  blocksOf(record: number): number[];
};

const saveAtom = ({ column, atom }: AtomColumn): SavedAtom => [column, atom.name];

/** What to keep of a matching. The frequencies are those of the table now: save before anything is added to it. */
export function saveMatching(
  table: RecordTable,
  { model, keys }: Pick<FoundLinks, 'model' | 'keys'>,
): SavedMatching {
  const frequencies = frequenciesOf(table);
  return {
    fields: model.fields.map((field, at) => ({
      ...{ name: field.name, kind: field.kind },
      ...{ match: [...field.match], stranger: [...field.stranger], relative: [...field.relative] },
      known: frequencies[at]?.known ?? 0,
      frequent: [...(frequencies[at]?.counts ?? [])].flat(),
      parts: [...(frequencies[at]?.parts ?? [])].flat(),
    })),
    matchShare: model.matchShare,
    relativeShare: model.relativeShare,
    movedShare: model.movedShare,
    keys: keys.map((key) => ({
      atoms: key.atoms.map(saveAtom),
      splits: [...key.splits].map(([code, atom]) => [code, saveAtom(atom)] as const),
      skipped: [...key.skipped],
    })),
  };
}

/** Puts a saved matching to work on a table made of the same fields; throws when they are others. Records may be added afterwards. */
export function reviveMatching(table: RecordTable, saved: SavedMatching): RevivedMatching {
  const fields = saved.fields.map(({ name, kind, match, stranger, relative }, at) => {
    const field = table.columns[at]?.field;
    if (field?.name !== name || field.kind !== kind)
      throw new Error(`A model of ${name} (${kind}) cannot weigh ${field?.name} (${field?.kind}).`);
    const { levels } = comparisonOf(kind);
    if (levels.length !== match.length)
      throw new Error(`A model of ${name} knows ${match.length} levels, not ${levels.length}.`);
    const shares = {
      match: Float64Array.from(match),
      stranger: Float64Array.from(stranger),
      relative: Float64Array.from(relative),
    };
    return { ...modelled(field), levels, ...shares };
  });
  const { matchShare, relativeShare, movedShare = 0 } = saved;
  const model = { fields, matchShare, relativeShare, movedShare };
  const frequencies = saved.fields.map(({ known, frequent, parts }) => ({
    ...{ known, counts: pairsOf(frequent) },
    parts: parts && pairsOf(parts),
  }));
  const { keys, atoms } = reviveKeys(table, saved.keys);
  return {
    model,
    scorer: createScorer(table, model, createComparer(table), frequencies),
    blocksOf: (record) => {
      for (const atom of atoms) extendAtom(table, atom);
      return blocksOf(table, keys, record);
    },
  };
}

/** Under which blocks a record lies: the code of each under its key, told apart from the same code under another. */
export function blocksOf(table: RecordTable, keys: readonly BlockingKey[], record: number): number[] {
  const codes = new Set<number>();
  for (const [at, key] of keys.entries()) {
    const code = blockOf(table, key, record);
    if (code !== 0) codes.add(mix32(code ^ mix32(at + 1)) | 0);
  }
  return [...codes];
}

function pairsOf(flat: readonly number[]): Frequencies['counts'] {
  const counts = new Map<number, number>();
  for (let at = 0; at < flat.length; at += 2) counts.set(flat[at] ?? 0, flat[at + 1] ?? 0);
  return counts;
}

function reviveKeys(
  table: RecordTable,
  saved: SavedMatching['keys'],
): { keys: BlockingKey[]; atoms: AtomColumn[] } {
  const all = createAtoms(table);
  const used = new Set<AtomColumn>();
  const atomOf = ([column, name]: SavedAtom): AtomColumn => {
    const atom = all.find((one) => one.column === column && one.atom.name === name);
    if (atom === undefined) throw new Error(`There is no code ${name} of field ${column}.`);
    used.add(atom);
    return atom;
  };
  const keys = saved.map((key) => {
    const atoms = key.atoms.map(atomOf);
    return {
      name: atoms.map(({ name }) => name).join(' + '),
      atoms,
      splits: new Map(key.splits.map(([code, atom]) => [code, atomOf(atom)])),
      skipped: new Set(key.skipped),
    };
  });
  return { keys, atoms: [...used] };
}
