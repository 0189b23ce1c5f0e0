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
  const feed = (byte: number): void => {
    const mixed = (low ^ byte) >>> 0;
    const product = mixed * PRIME_LOW;
    high = (high * PRIME_LOW + Math.floor(product / 0x100000000) + ((mixed << 8) >>> 0)) % 0x100000000;
    low = product >>> 0;
  };
  for (let at = 0; at < text.length; at++) {
    const unit = text.charCodeAt(at);
    if (unit < 0x80) {
      feed(unit);
      continue;
    }
    const point = text.codePointAt(at) ?? 0xfffd;
    if (point > 0xffff) at++;
    feedWide(point >= 0xd800 && point <= 0xdfff ? 0xfffd : point, feed);
  }
  return { high, low };
}

/** The two to four UTF-8 bytes of a code point from U+0080. */
function feedWide(point: number, feed: (byte: number) => void): void {
  if (point < 0x800) {
    feed(0xc0 | (point >> 6));
  } else {
    if (point < 0x10000) {
      feed(0xe0 | (point >> 12));
    } else {
      feed(0xf0 | (point >> 18));
      feed(0x80 | ((point >> 12) & 0x3f));
    }
    feed(0x80 | ((point >> 6) & 0x3f));
  }
  feed(0x80 | (point & 0x3f));
}
