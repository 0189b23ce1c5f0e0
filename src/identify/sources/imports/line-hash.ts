/** Writes the name of a line, four words of 32 bits, from `at` on. */
export type HashRow = (row: readonly string[], into: Uint32Array, at: number) => void;

/**
 * Names a line by its content, in 128 bits: two different lines of ten billion share a name with a chance below 10⁻¹⁸.
 * MurmurHash3 x86 128 (Appleby 2011, public domain) over the mapping's name and the line's values as UTF-16; several times
 * quicker than calling a cryptographic hash line by line. Delimiter, quotes, encoding and compression do not matter. It
 * says "the same line", it proves nothing: somebody able to write both lines can make two that collide.
 */
export function lineHasher(mappingName: string): HashRow {
  const start = `${mappingName}\u001e`;
  let room = makeRoom(4096);
  return (row, into, at) => {
    let most = start.length + row.length + 8;
    for (const value of row) most += value.length;
    if (most > room.units.length) room = makeRoom(most * 2);
    const { units, words } = room;
    let used = writeUnits(units, start, 0);
    for (let column = 0; column < row.length; column += 1) {
      if (column > 0) units[used++] = separator;
      used = writeUnits(units, row[column] ?? '', used);
    }
    // The last block is filled with zeros: the words a shorter tail leaves out count as zero.
    for (let tail = used; tail % 8 !== 0; tail += 1) units[tail] = 0;
    murmur(words, used, into, at);
  };
}

function makeRoom(characters: number) {
  const units = new Uint16Array(Math.ceil(characters / 8) * 8);
  return { units, words: new Uint32Array(units.buffer) };
}

function writeUnits(units: Uint16Array, text: string, from: number): number {
  for (let at = 0; at < text.length; at += 1) units[from + at] = text.charCodeAt(at);
  return from + text.length;
}

/** The name of line `index` as a text of eight UTF-16 units, to be a key of maps. */
export function nameOfLine(hashes: Uint32Array, index: number): string {
  return (
    pair(hashes[index * 4] ?? 0, hashes[index * 4 + 1] ?? 0) +
    pair(hashes[index * 4 + 2] ?? 0, hashes[index * 4 + 3] ?? 0)
  );
}

const pair = (one: number, other: number) =>
  String.fromCharCode(one & 0xffff, one >>> 16, other & 0xffff, other >>> 16);

/** The same name from 32 hexadecimal digits. */
export const nameOfHex = (hex: string): string => Buffer.from(hex, 'hex').toString('utf16le');

const separator = 0x1f;
const [c1, c2, c3, c4] = [0x239b961b, 0xab0e9789, 0x38b34ae5, 0xa1e38b93] as const;

const rotate = (word: number, by: number) => (word << by) | (word >>> (32 - by));

function murmur(words: Uint32Array, units: number, into: Uint32Array, place: number): void {
  let h1 = 0;
  let h2 = 0;
  let h3 = 0;
  let h4 = 0;
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
  const bytes = units * 2;
  h1 = ((h1 ^ bytes) + (h2 ^ bytes) + (h3 ^ bytes) + (h4 ^ bytes)) | 0;
  h2 = mix(((h2 ^ bytes) + h1) | 0);
  h3 = mix(((h3 ^ bytes) + h1) | 0);
  h4 = mix(((h4 ^ bytes) + h1) | 0);
  h1 = mix(h1);
  h1 = (h1 + h2 + h3 + h4) | 0;
  into[place] = h1;
  into[place + 1] = h2 + h1;
  into[place + 2] = h3 + h1;
  into[place + 3] = h4 + h1;
}

function mix(word: number): number {
  let mixed = Math.imul(word ^ (word >>> 16), 0x85ebca6b);
  mixed = Math.imul(mixed ^ (mixed >>> 13), 0xc2b2ae35);
  return mixed ^ (mixed >>> 16);
}
