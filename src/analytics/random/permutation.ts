import { integer } from './integer.ts';
import type { RandomStream } from './stream.ts';

/** The indices 0 … size − 1 in a random order, every order equally likely (Fisher, Yates; Durstenfeld 1964). O(size). */
export function permutation(random: RandomStream, size: number): Uint32Array {
  const order = new Uint32Array(size);
  for (let i = 0; i < size; i++) {
    const j = integer(random, 0, i);
    order[i] = order[j] ?? 0;
    order[j] = i;
  }
  return order;
}
