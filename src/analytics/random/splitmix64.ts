import { add64, multiply64, xorShiftRight64, type Word64 } from './word64.ts';

const GOLDEN: Word64 = { high: 0x9e3779b9, low: 0x7f4a7c15 };
const FIRST: Word64 = { high: 0xbf58476d, low: 0x1ce4e5b9 };
const SECOND: Word64 = { high: 0x94d049bb, low: 0x133111eb };

/**
 * One step of SplitMix64 (Steele, Lea, Flood 2014; Vigna's splitmix64.c): the next state and its output word.
 * It turns one 64-bit key into the well-mixed state of a larger generator.
 */
export function splitMix64(state: Word64): { state: Word64; output: Word64 } {
  const next = add64(state, GOLDEN);
  const first = multiply64(xorShiftRight64(next, 30), FIRST);
  const second = multiply64(xorShiftRight64(first, 27), SECOND);
  return { state: next, output: xorShiftRight64(second, 31) };
}
