/**
 * Names a line by its content, in 128 bits: two different lines of ten billion share a name with a chance below 10⁻¹⁸.
 * MurmurHash3 x86 128 (Appleby 2011, public domain) over the mapping's name and the line's values as UTF-16; several times
 * quicker than calling a cryptographic hash line by line. Delimiter, quotes, encoding and compression do not matter. It
 * says "the same line", it proves nothing: somebody able to write both lines can make two that collide.
 * The name is a text of eight UTF-16 units, made to be compared; `hexOfHashes` writes names.
 */
export function lineHasher(mappingName: string): (row: readonly string[]) => string {
  const start = `${mappingName}\u001e`;
  let units = new Uint16Array(4096);
  let words = new Uint32Array(units.buffer);
  const writeUnits = (text: string, from: number): number => {
    for (let at = 0; at < text.length; at += 1) units[from + at] = text.charCodeAt(at);
    return from + text.length;
  };
  return (row) => {
    let most = start.length + row.length + 8;
    for (const value of row) most += value.length;
    if (most > units.length) {
      units = new Uint16Array(most * 2 + (8 - ((most * 2) % 8)));
      words = new Uint32Array(units.buffer);
    }
    let used = writeUnits(start, 0);
    for (let at = 0; at < row.length; at += 1) {
      if (at > 0) units[used++] = separator;
      used = writeUnits(row[at] ?? '', used);
    }
    // The last block is filled with zeros: the words a shorter tail leaves out count as zero.
    const padded = Math.ceil(used / 8) * 8;
    units.fill(0, used, padded);
    return murmur(words, used);
  };
}

/** Names as hexadecimal, 32 digits each, one after the other. */
export const hexOfHashes = (hashes: readonly string[]): string =>
  Buffer.from(hashes.join(''), 'utf16le').toString('hex');

/** The name that is written so. */
export const hashOfHex = (hex: string): string => Buffer.from(hex, 'hex').toString('utf16le');

const separator = 0x1f;
const [c1, c2, c3, c4] = [0x239b961b, 0xab0e9789, 0x38b34ae5, 0xa1e38b93] as const;

const rotate = (word: number, by: number) => (word << by) | (word >>> (32 - by));

function murmur(words: Uint32Array, units: number): string {
  let [h1, h2, h3, h4] = [0, 0, 0, 0];
  const whole = units >>> 3;
  for (let at = 0; at < whole * 4; at += 4) {
    h1 ^= Math.imul(rotate(Math.imul(words[at] ?? 0, c1), 15), c2);
    h1 = (Math.imul((rotate(h1, 19) + h2) | 0, 5) + 0x561ccd1b) | 0;
    h2 ^= Math.imul(rotate(Math.imul(words[at + 1] ?? 0, c2), 16), c3);
    h2 = (Math.imul((rotate(h2, 17) + h3) | 0, 5) + 0x0bcaa747) | 0;
    h3 ^= Math.imul(rotate(Math.imul(words[at + 2] ?? 0, c3), 17), c4);
    h3 = (Math.imul((rotate(h3, 15) + h4) | 0, 5) + 0x96cd1c35) | 0;
    h4 ^= Math.imul(rotate(Math.imul(words[at + 3] ?? 0, c4), 18), c1);
    h4 = (Math.imul((rotate(h4, 13) + h1) | 0, 5) + 0x32ac3b17) | 0;
  }
  if (whole * 8 < units) {
    const tail = whole * 4;
    h4 ^= Math.imul(rotate(Math.imul(words[tail + 3] ?? 0, c4), 18), c1);
    h3 ^= Math.imul(rotate(Math.imul(words[tail + 2] ?? 0, c3), 17), c4);
    h2 ^= Math.imul(rotate(Math.imul(words[tail + 1] ?? 0, c2), 16), c3);
    h1 ^= Math.imul(rotate(Math.imul(words[tail] ?? 0, c1), 15), c2);
  }
  return finish(h1, h2, h3, h4, units * 2);
}

function finish(one: number, two: number, three: number, four: number, bytes: number): string {
  let [h1, h2, h3, h4] = [one ^ bytes, two ^ bytes, three ^ bytes, four ^ bytes];
  h1 = (h1 + h2 + h3 + h4) | 0;
  [h2, h3, h4] = [(h2 + h1) | 0, (h3 + h1) | 0, (h4 + h1) | 0];
  [h1, h2, h3, h4] = [mix(h1), mix(h2), mix(h3), mix(h4)];
  h1 = (h1 + h2 + h3 + h4) | 0;
  [h2, h3, h4] = [(h2 + h1) | 0, (h3 + h1) | 0, (h4 + h1) | 0];
  return String.fromCharCode(
    h1 & 0xffff,
    h1 >>> 16,
    h2 & 0xffff,
    h2 >>> 16,
    h3 & 0xffff,
    h3 >>> 16,
    h4 & 0xffff,
    h4 >>> 16,
  );
}

function mix(word: number): number {
  let mixed = Math.imul(word ^ (word >>> 16), 0x85ebca6b);
  mixed = Math.imul(mixed ^ (mixed >>> 13), 0xc2b2ae35);
  return mixed ^ (mixed >>> 16);
}
