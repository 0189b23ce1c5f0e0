import { integer } from './integer.ts';
import type { RandomStream } from './stream.ts';

/**
 * `count` different items in random order, every subset equally likely: the first steps of a Fisher–Yates shuffle,
 * with the swaps kept in a map so that the cost follows `count`, not the list. Throws RangeError unless 0 ≤ count ≤ length.
 */
export function sample<Item>(random: RandomStream, items: readonly Item[], count: number): Item[] {
  if (!Number.isInteger(count) || count < 0 || count > items.length) {
    throw new RangeError(`sample: cannot take ${count} of ${items.length} items`);
  }
  const moved = new Map<number, number>();
  const taken: Item[] = [];
  for (let i = 0; i < count; i++) {
    const j = integer(random, i, items.length - 1);
    const index = moved.get(j) ?? j;
    moved.set(j, moved.get(i) ?? i);
    taken.push(items[index] as Item);
  }
  return taken;
}
