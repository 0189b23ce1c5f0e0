import { nextWord, type RandomStream } from './stream.ts';

/**
 * An integer from `low` to `high`, both included, exactly equally likely (words past the last whole multiple are refused).
 * Throws RangeError when the bounds are not safe integers, are in the wrong order, or span more than 2^32 values.
 */
export function integer(random: RandomStream, low: number, high: number): number {
  const span = high - low + 1;
  if (!Number.isSafeInteger(low) || !Number.isSafeInteger(high) || span < 1 || span > 0x100000000) {
    throw new RangeError(`integer: no range from ${low} to ${high}`);
  }
  const limit = 0x100000000 - (0x100000000 % span);
  let word = nextWord(random);
  while (word >= limit) word = nextWord(random);
  return low + (word % span);
}
