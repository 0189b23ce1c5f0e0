import { permutation } from './permutation.ts';
import type { RandomStream } from './stream.ts';

/** The same items in a random order, as a new array; the given one is left alone. O(n). */
export function shuffle<Item>(random: RandomStream, items: readonly Item[]): Item[] {
  return Array.from(permutation(random, items.length), (index) => items[index] as Item);
}
