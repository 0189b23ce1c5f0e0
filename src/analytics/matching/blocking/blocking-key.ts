import { mix32 } from '../records/hash-text.ts';
import type { RecordTable } from '../records/record-table.ts';
import { type AtomColumn, atomOf } from './atom-codes.ts';

/**
 * A key: records are compared when they agree on all its atoms. Where too many agree, `splits` names by their code the atom that divides
 * them further, and `skipped` holds the codes of blocks still too large, whose records this key does not compare.
 */
export type BlockingKey = {
  readonly name: string;
  readonly atoms: readonly AtomColumn[];
  readonly splits: Map<number, AtomColumn>;
  readonly skipped: Set<number>;
};

/** A key before any of its blocks was found too large. */
export function createKey(atoms: readonly AtomColumn[]): BlockingKey {
  return { name: atoms.map(({ name }) => name).join(' + '), atoms, splits: new Map(), skipped: new Set() };
}

/**
 * The block of a record under a key, as 32 bits; 0 when an atom is not known or the block is skipped. The codes of the atoms are added, so
 * that a given name and a family name written in each other's place fall into the same block.
 */
export function blockOf(table: RecordTable, key: BlockingKey, record: number): number {
  let sum = 0;
  for (const atom of key.atoms) {
    const code = atomOf(table, atom, record);
    if (code === 0) return 0;
    sum = (sum + mix32(code)) | 0;
  }
  let block = mix32(sum) || 1;
  for (let atom = key.splits.get(block); atom !== undefined; atom = key.splits.get(block)) {
    const code = atomOf(table, atom, record);
    if (code === 0) return 0;
    block = mix32(block ^ mix32(code + atom.column)) || 1;
  }
  return key.skipped.has(block) ? 0 : block;
}
