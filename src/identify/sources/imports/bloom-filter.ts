/** A million blocks (twenty bits) of eight words. */
const words = 2 ** 20 * 8;

/**
 * Remembers contents in 32 MiB, however many: says "surely new" or "perhaps seen". After Bloom (1970), with four bits in one
 * 32-byte block (Putze et al. 2007), so that a test touches memory once. Of 5 million contents about 1 in 10 000 new ones is
 * taken for seen, of 50 million about 1 in 11: then it only costs asking. Contents are given by an even hash, of
 * which two words count.
 */
export type BloomFilter = {
  /** Whether it may have been added before. */
  has(one: number, other: number): boolean;
  /** The same, and adds it. */
  add(one: number, other: number): boolean;
};

export function createBloomFilter(): BloomFilter {
  const memory = new Uint32Array(words);
  const look = (one: number, places: number, add: boolean) => {
    const block = (one & 0xfffff) * 8;
    let seen = true;
    for (let from = 0; from < 32; from += 8) {
      const place = (places >>> from) & 255;
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
  return {
    has: (one, other) => look(one, other, false),
    add: (one, other) => look(one, other, true),
  };
}
