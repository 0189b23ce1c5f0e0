/** Bytes of a chunk handed to the writer, about; rows are never split over chunks. */
const CHUNK_CHARACTERS = 65_536;

/** Characters that Windows-1252 has in 0x80–0x9f, of those the market writes. */
const WINDOWS_1252: ReadonlyMap<string, number> = new Map([
  ['€', 0x80],
  ['Š', 0x8a],
  ['Œ', 0x8c],
  ['’', 0x92],
  ['–', 0x96],
  ['š', 0x9a],
  ['œ', 0x9c],
  ['Ÿ', 0x9f],
]);

export type Encode = (text: string) => Uint8Array;

/** UTF-8 bytes. */
export const utf8: Encode = (text) => new TextEncoder().encode(text);

/** Windows-1252 bytes; throws RangeError for a character it does not have, for the market never means to write one. */
export const windows1252: Encode = (text) => {
  const bytes = new Uint8Array(text.length);
  for (let at = 0; at < text.length; at++) {
    const unit = text.charCodeAt(at);
    const isLatin1 = unit < 0x80 || (unit >= 0xa0 && unit <= 0xff);
    const byte = isLatin1 ? unit : WINDOWS_1252.get(text.charAt(at));
    if (byte === undefined) throw new RangeError(`not in Windows-1252: U+${unit.toString(16)}`);
    bytes[at] = byte;
  }
  return bytes;
};

/** Rows as byte chunks of about 64 KiB, each row followed by the line end. */
export function* encodeRows(rows: Iterable<string>, lineEnd: string, encode: Encode): Generator<Uint8Array> {
  let buffer = '';
  for (const row of rows) {
    buffer += row + lineEnd;
    if (buffer.length >= CHUNK_CHARACTERS) {
      yield encode(buffer);
      buffer = '';
    }
  }
  if (buffer !== '') yield encode(buffer);
}

/** One line of a delimited file (RFC 4180 quoting): quoted only where delimiter, quote or line end ask for it. */
export function delimited(fields: readonly string[], delimiter: string): string {
  return fields
    .map((field) =>
      field.includes(delimiter) || /["\r\n]/.test(field) ? `"${field.replace(/"/g, '""')}"` : field,
    )
    .join(delimiter);
}

/** Cents as `1234.56`. */
export function plainAmount(cents: number): string {
  const absolute = Math.abs(cents);
  return `${cents < 0 ? '-' : ''}${Math.floor(absolute / 100)}.${String(absolute % 100).padStart(2, '0')}`;
}

/** Cents as `1 234,56`, thousands apart by a no-break space (U+00A0), as French spreadsheets write it. */
export function frenchAmount(cents: number): string {
  return plainAmount(cents)
    .replace('.', ',')
    .replace(/\B(?=(\d{3})+,)/g, '\u00a0');
}
