import { nextWord, type RandomStream } from './stream.ts';

/** A number in [0, 1) with 53 random bits (two words): every multiple of 2^-53 is equally likely. */
export function uniform(random: RandomStream): number {
  const high = nextWord(random) >>> 5;
  const low = nextWord(random) >>> 6;
  return (high * 0x4000000 + low) / 0x20000000000000;
}
