const bits = 28;
const words = 2 ** (bits - 5);

/**
 * Remembers contents in 32 MiB, however many: says "surely new" or "perhaps seen". After Bloom (1970), with four bits in one
 * 64-byte block (Putze et al. 2007), so that a test touches memory once. Of 5 million contents about 1 in 10 000 new ones is
 * taken for seen, of 50 million about 1 in 5: then it only costs asking. Contents are texts of 16 characters below 256, each
 * already an even hash.
 */
export type BloomFilter = {
  /** Whether it may have been added before; adds it. */
  add(hash: string): boolean;
};

export function createBloomFilter(): BloomFilter {
  const memory = new Uint32Array(words);
  return {
    add: (hash) => {
      const block = (number(hash, 0) & (words / 16 - 1)) * 16;
      let seen = true;
      for (let part = 4; part < 12; part += 2) {
        const place = (hash.charCodeAt(part) << 8) | hash.charCodeAt(part + 1);
        const word = block + ((place >> 5) & 15);
        const bit = 1 << (place & 31);
        const held = memory[word] ?? 0;
        if ((held & bit) === 0) {
          seen = false;
          memory[word] = held | bit;
        }
      }
      return seen;
    },
  };
}

const number = (hash: string, at: number) =>
  (hash.charCodeAt(at) << 24) |
  (hash.charCodeAt(at + 1) << 16) |
  (hash.charCodeAt(at + 2) << 8) |
  hash.charCodeAt(at + 3);
