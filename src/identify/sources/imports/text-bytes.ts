/** Rows of TabSeparated, gathered as UTF-8 in memory outside the garbage collector's. */
export type TextBytes = {
  /** Adds a row: values (escaped where they would end a column or a row; null is NULL), then `last`, ASCII as it is. */
  row(values: readonly (string | null)[], last: string): void;
  used(): number;
  bytes(): Buffer;
};

const escapes = new Map([
  [9, 't'],
  [10, 'n'],
  [13, 'r'],
  [92, '\\'],
]);
const [tab, lineEnd, backslash, capitalN] = [9, 10, 92, 78];

/** Written character by character: nearly all are ASCII, and a call into the runtime for each value would cost more. */
export function createTextBytes(): TextBytes {
  let bytes: Buffer = Buffer.allocUnsafe(1_048_576);
  let used = 0;
  const makeRoom = (more: number) => {
    const larger = Buffer.allocUnsafe(Math.max(bytes.length * 2, used + more));
    bytes.copy(larger, 0, 0, used);
    bytes = larger;
  };
  return {
    row: (values, last) => {
      let most = last.length + 1;
      for (const value of values) most += value === null ? 3 : value.length * 3 + 1;
      if (used + most > bytes.length) makeRoom(most);
      let place = used;
      for (const value of values) {
        if (value === null) {
          bytes[place] = backslash;
          bytes[place + 1] = capitalN;
          place += 2;
        } else place = writeValue(bytes, place, value);
        bytes[place] = tab;
        place += 1;
      }
      for (let at = 0; at < last.length; at += 1) bytes[place + at] = last.charCodeAt(at);
      bytes[place + last.length] = lineEnd;
      used = place + last.length + 1;
    },
    used: () => used,
    bytes: () => bytes.subarray(0, used),
  };
}

/** Writes a value at a place; answers the place after it. */
function writeValue(bytes: Buffer, from: number, text: string): number {
  let place = from;
  for (let at = 0; at < text.length; at += 1) {
    const code = text.charCodeAt(at);
    if (code > 13 && code < 128 && code !== backslash) {
      bytes[place] = code;
      place += 1;
      continue;
    }
    if (code >= 128) return writeWide(bytes, place, text.slice(at));
    const escape = escapes.get(code);
    if (escape !== undefined) {
      bytes[place] = backslash;
      place += 1;
    }
    bytes[place] = escape === undefined ? code : escape.charCodeAt(0);
    place += 1;
  }
  return place;
}

/** The same from a character of several bytes on: the runtime writes. */
function writeWide(bytes: Buffer, place: number, text: string): number {
  const written = text.replace(/[\\\t\n\r]/g, (sign) => `\\${escapes.get(sign.charCodeAt(0)) ?? ''}`);
  return place + bytes.write(written, place);
}
