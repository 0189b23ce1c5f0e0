/** A million blocks (five hexadecimal digits) of eight words. */
const words = 2 ** 20 * 8;

/**
 * Remembers contents in 32 MiB, however many: says "surely new" or "perhaps seen". After Bloom (1970), with four bits in one
 * 32-byte block (Putze et al. 2007), so that a test touches memory once. Of 5 million contents about 1 in 10 000 new ones is
 * taken for seen, of 50 million about 1 in 11: then it only costs asking. Contents are given by an even hash in
 * hexadecimal, of which the first 13 digits count.
 */
export type BloomFilter = {
  /** Whether it may have been added before. */
  has(hash: string): boolean;
  /** The same, and adds it. */
  add(hash: string): boolean;
};

export function createBloomFilter(): BloomFilter {
  const memory = new Uint32Array(words);
  const look = (hash: string, add: boolean) => {
    const block = digits(hash, 0, 5) * 8;
    let seen = true;
    for (let from = 5; from < 13; from += 2) {
      const place = digits(hash, from, from + 2);
      const word = block + (place >> 5);
      const bit = 1 << (place & 31);
      const held = memory[word] ?? 0;
      if ((held & bit) !== 0) continue;
      seen = false;
      if (!add) return false;
      memory[word] = held | bit;
    }
    return seen;
  };
  return { has: (hash) => look(hash, false), add: (hash) => look(hash, true) };
}

/** The value of the hexadecimal digits (`0`–`9`, `a`–`f`) from a place to another. */
function digits(hash: string, from: number, to: number): number {
  let value = 0;
  for (let at = from; at < to; at += 1) {
    const code = hash.charCodeAt(at);
    value = value * 16 + (code & 15) + (code >> 6) * 9;
  }
  return value;
}
