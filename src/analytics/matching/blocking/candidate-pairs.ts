import type { Turns } from '../turns.ts';
import type { Blocks } from './build-blocks.ts';

/** Pairs looked at in one turn. */
const looksATurn = 10_000;

/** Every record's block under every key, record after record; −1 for none. */
export type BlockIds = { readonly ids: Int32Array; readonly keys: number };

/** The blocks of all keys as seen from the records, for `sharedKeys` and for meeting each pair once. */
export function indexBlocks(all: readonly Blocks[], records: number): BlockIds {
  const keys = all.length;
  const ids = new Int32Array(records * keys).fill(-1);
  for (const [key, { members, starts }] of all.entries())
    for (let block = 0; block + 1 < starts.length; block += 1)
      for (let at = starts[block] ?? 0; at < (starts[block + 1] ?? 0); at += 1)
        ids[(members[at] ?? 0) * keys + key] = block;
  return { ids, keys };
}

/**
 * Visits every pair of records that shares a block, each pair once, at the first key they share; never all pairs of the file.
 * With `side`, only pairs of records on different sides. In turns.
 */
export function* visitPairs(input: {
  readonly blocks: readonly Blocks[];
  readonly blockIds: BlockIds;
  readonly side?: Uint8Array | undefined;
  visit(first: number, second: number): void;
}): Turns<void> {
  const { blocks, blockIds, side, visit } = input;
  let looked = 0;
  for (const [key, { members, starts }] of blocks.entries()) {
    for (let block = 0; block + 1 < starts.length; block += 1) {
      const end = starts[block + 1] ?? 0;
      for (let i = starts[block] ?? 0; i < end; i += 1) {
        const first = members[i] ?? 0;
        looked += end - i;
        if (looked > looksATurn) {
          looked = 0;
          yield;
        }
        for (let j = i + 1; j < end; j += 1) {
          const second = members[j] ?? 0;
          if (side !== undefined && side[first] === side[second]) continue;
          if (key === 0 || !metBefore(blockIds, first, second, key)) visit(first, second);
        }
      }
    }
  }
}

function metBefore({ ids, keys }: BlockIds, first: number, second: number, before: number): boolean {
  const [a, b] = [first * keys, second * keys];
  for (let key = 0; key < before; key += 1) {
    const block = ids[a + key] ?? -1;
    if (block !== -1 && block === ids[b + key]) return true;
  }
  return false;
}

/** How many keys bring two records together. */
export function sharedKeys({ ids, keys }: BlockIds, first: number, second: number): number {
  let shared = 0;
  for (let key = 0; key < keys; key += 1) {
    const block = ids[first * keys + key] ?? -1;
    if (block !== -1 && block === ids[second * keys + key]) shared += 1;
  }
  return shared;
}
