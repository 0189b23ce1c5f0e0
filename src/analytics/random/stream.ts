import { fnv1a64 } from './fnv1a64.ts';
import { mix64 } from './mix64.ts';
import { splitMix64 } from './splitmix64.ts';
import type { Word64 } from './word64.ts';

/**
 * A stream of pseudo-random words: xoshiro128** (Blackman, Vigna 2018), period 2^128 − 1, 32 bits a draw.
 * Plain numbers, so it can be kept as JSON and resumed. `key` is what it was made from and never changes;
 * named streams are split from it, so splitting does not depend on how much was drawn.
 */
export interface RandomStream {
  readonly key: Word64;
  s0: number;
  s1: number;
  s2: number;
  s3: number;
}

/** The stream of a seed; the same seed gives the same stream on every machine. A number counts as its decimal text. */
export function createStream(seed: number | string): RandomStream {
  return streamOfKey(mix64(fnv1a64(String(seed))));
}

/**
 * An independent stream split from another by name: `namedStream(seed, 'names')`, `namedStream(people, 17)`.
 * The same parent key and name always give the same stream; adding a new name never disturbs the others.
 */
export function namedStream(parent: RandomStream, name: number | string): RandomStream {
  return streamOfKey(mix64(fnv1a64(`\u0000${name}`, parent.key)));
}

/** The next 32 bits, as an integer in [0, 2^32). Advances the stream. */
export function nextWord(random: RandomStream): number {
  const scrambled = Math.imul(random.s1, 5);
  const result = Math.imul((scrambled << 7) | (scrambled >>> 25), 9) >>> 0;
  const shifted = random.s1 << 9;
  random.s2 ^= random.s0;
  random.s3 ^= random.s1;
  random.s1 ^= random.s2;
  random.s0 ^= random.s3;
  random.s2 ^= shifted;
  random.s3 = (random.s3 << 11) | (random.s3 >>> 21);
  return result;
}

function streamOfKey(key: Word64): RandomStream {
  const first = splitMix64(key);
  const second = splitMix64(first.state);
  const [a, b] = [first.output, second.output];
  // xoshiro never leaves the all-zero state.
  const allZero = (a.high | a.low | b.high | b.low) === 0;
  return { key, s0: allZero ? 1 : a.high, s1: a.low, s2: b.high, s3: b.low };
}
