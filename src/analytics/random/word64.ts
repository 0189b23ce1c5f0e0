/** An unsigned 64-bit word as two unsigned 32-bit halves, because JavaScript's integers stop at 53 bits. */
export interface Word64 {
  readonly high: number;
  readonly low: number;
}

const HALF = 0x100000000;

/** a + b modulo 2^64. */
export function add64(a: Word64, b: Word64): Word64 {
  const low = a.low + b.low;
  return { high: (a.high + b.high + (low >= HALF ? 1 : 0)) >>> 0, low: low >>> 0 };
}

/** a · b modulo 2^64, exact: the low halves are multiplied in 16-bit pieces whose sums stay below 2^32. */
export function multiply64(a: Word64, b: Word64): Word64 {
  const a0 = a.low & 0xffff;
  const a1 = a.low >>> 16;
  const b0 = b.low & 0xffff;
  const b1 = b.low >>> 16;
  const middle = (Math.imul(a1, b0) >>> 0) + (Math.imul(a0, b0) >>> 16);
  const carry = (Math.imul(a0, b1) >>> 0) + (middle & 0xffff);
  const top = Math.imul(a1, b1) + (middle >>> 16) + (carry >>> 16);
  const crossed = Math.imul(a.high, b.low) + Math.imul(a.low, b.high);
  return { high: (top + crossed) >>> 0, low: Math.imul(a.low, b.low) >>> 0 };
}

/** x XOR (x >> bits), the step every 64-bit finaliser repeats; bits in 1 … 63. */
export function xorShiftRight64(x: Word64, bits: number): Word64 {
  if (bits >= 32)
    return { high: x.high, low: (x.low ^ (bits === 32 ? x.high : x.high >>> (bits - 32))) >>> 0 };
  const shiftedLow = (x.low >>> bits) | (x.high << (32 - bits));
  return { high: (x.high ^ (x.high >>> bits)) >>> 0, low: (x.low ^ shiftedLow) >>> 0 };
}

/** The top 53 bits of a word as a number in [0, 1): every value is a multiple of 2^-53. */
export function unitInterval64(x: Word64): number {
  return (x.high * 0x200000 + (x.low >>> 11)) / 0x20000000000000;
}
