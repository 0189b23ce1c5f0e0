import { multiply64, xorShiftRight64, type Word64 } from './word64.ts';

const FIRST: Word64 = { high: 0xff51afd7, low: 0xed558ccd };
const SECOND: Word64 = { high: 0xc4ceb9fe, low: 0x1a85ec53 };

/**
 * MurmurHash3's 64-bit finaliser (`fmix64`, Appleby): a bijection whose every output bit depends on every input bit.
 * FNV alone leaves near-equal ids with near-equal high bits; this cures it.
 */
export function mix64(x: Word64): Word64 {
  const first = multiply64(xorShiftRight64(x, 33), FIRST);
  const second = multiply64(xorShiftRight64(first, 33), SECOND);
  return xorShiftRight64(second, 33);
}
