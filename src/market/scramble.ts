import { integer, type RandomStream } from '#analytics/random';

/**
 * A one-to-one map of 0 … modulus − 1 onto itself, x → (a·x + b) mod m with a coprime to m: gives unique customer numbers,
 * phones and file orders without keeping any list, and can be undone.
 */
export interface Scramble {
  readonly modulus: number;
  readonly factor: number;
  readonly shift: number;
}

/** Throws RangeError when products could pass 2^53. */
export function createScramble(random: RandomStream, modulus: number, largestInput: number): Scramble {
  const highest = Math.min(
    modulus - 1,
    Math.floor((Number.MAX_SAFE_INTEGER - modulus) / Math.max(largestInput, 1)),
  );
  if (modulus < 1 || largestInput >= modulus || highest < 1) {
    if (modulus === 1) return { modulus, factor: 1, shift: 0 };
    throw new RangeError(`createScramble: ${largestInput} does not fit modulus ${modulus}`);
  }
  let factor = integer(random, Math.ceil(highest / 2), Math.min(highest, 0xffffffff));
  while (commonDivisor(factor, modulus) !== 1) factor = factor === highest ? 1 : factor + 1;
  return { modulus, factor, shift: integer(random, 0, modulus - 1) };
}

export function scramble(map: Scramble, value: number): number {
  return (map.factor * value + map.shift) % map.modulus;
}

/** The value whose scramble this is. */
export function unscramble(map: Scramble, scrambled: number): number {
  const modulus = BigInt(map.modulus);
  const difference = BigInt(scrambled - map.shift + map.modulus);
  return Number((difference * inverse(BigInt(map.factor), modulus)) % modulus);
}

function inverse(value: bigint, modulus: bigint): bigint {
  let [remainder, next] = [modulus, value % modulus];
  let [coefficient, nextCoefficient] = [0n, 1n];
  while (next !== 0n) {
    const quotient = remainder / next;
    [remainder, next] = [next, remainder - quotient * next];
    [coefficient, nextCoefficient] = [nextCoefficient, coefficient - quotient * nextCoefficient];
  }
  return ((coefficient % modulus) + modulus) % modulus;
}

function commonDivisor(a: number, b: number): number {
  return b === 0 ? a : commonDivisor(b, a % b);
}
