import type { Word64 } from './word64.ts';

/** The published offset basis of the 64-bit FNV-1a hash. */
const OFFSET_BASIS: Word64 = { high: 0xcbf29ce4, low: 0x84222325 };

/** The low part of the prime 2^40 + 0x1b3; the 2^40 is a shift. */
const PRIME_LOW = 0x1b3;

/**
 * FNV-1a of a text's UTF-8 bytes: a hash that is the same in every language and for ever.
 * Pass `start` to go on from an earlier hash. A lone surrogate counts as U+FFFD, as a UTF-8 encoder would write it.
 * Fowler, Noll, Vo (1991). O(length). Not for secrets: anyone can make collisions.
 */
export function fnv1a64(text: string, start: Word64 = OFFSET_BASIS): Word64 {
  let { high, low } = start;
  for (let at = 0; at < text.length; at++) {
    const unit = text.charCodeAt(at);
    let packed = unit;
    let shift = 0;
    if (unit >= 0x80) {
      const point = text.codePointAt(at) ?? 0xfffd;
      if (point > 0xffff) at++;
      packed = packUtf8(point >= 0xd800 && point <= 0xdfff ? 0xfffd : point);
      shift = point > 0xffff ? 24 : point > 0x7ff ? 16 : 8;
    }
    for (; shift >= 0; shift -= 8) {
      const mixed = (low ^ ((packed >>> shift) & 0xff)) >>> 0;
      const carry = ((mixed >>> 16) * PRIME_LOW + (((mixed & 0xffff) * PRIME_LOW) >>> 16)) >>> 16;
      high = (Math.imul(high, PRIME_LOW) + carry + (mixed << 8)) >>> 0;
      low = Math.imul(mixed, PRIME_LOW) >>> 0;
    }
  }
  return { high, low };
}

/** The two to four UTF-8 bytes of a code point from U+0080, first byte highest. */
function packUtf8(point: number): number {
  const last = 0x80 | (point & 0x3f);
  const third = (0x80 | ((point >> 6) & 0x3f)) << 8;
  if (point < 0x800) return ((0xc0 | (point >> 6)) << 8) | last;
  if (point < 0x10000) return ((0xe0 | (point >> 12)) << 16) | third | last;
  return ((0xf0 | (point >> 18)) << 24) | ((0x80 | ((point >> 12) & 0x3f)) << 16) | third | last;
}
