const hex = Buffer.from('0123456789ABCDEF');
const lineMax = 76;
const [tab, lineFeed, carriageReturn, space, equals] = [9, 10, 13, 32, 61] as const;

/** 1 for bytes that stand for themselves; 2 for blanks, which do unless they end a line; 0 for all others. */
const kinds = Uint8Array.from({ length: 256 }, (_, byte) => {
  if (byte === space || byte === tab) return 2;
  return byte > space && byte < 127 && byte !== equals ? 1 : 0;
});

/**
 * Text as quoted-printable (RFC 2045 §6.7): UTF-8 bytes, lines of at most 76 characters ended by CRLF, no space or tab at a
 * line's end. One pass over the bytes. O(length).
 */
export function quotedPrintable(text: string): Uint8Array {
  const input: Uint8Array = Buffer.from(text);
  const output = new Uint8Array(Math.ceil(input.length * 3.2) + 16);
  const length = input.length;
  let at = 0;
  let column = 0;
  for (let index = 0; index < length; index += 1) {
    const byte = input[index] ?? 0;
    let kind = kinds[byte] ?? 0;
    if (kind !== 1) {
      const next = index + 1 < length ? (input[index + 1] ?? 0) : lineFeed;
      if (byte === lineFeed || byte === carriageReturn) {
        if (byte === carriageReturn && next === lineFeed) index += 1;
        output[at++] = carriageReturn;
        output[at++] = lineFeed;
        column = 0;
        continue;
      }
      if (kind === 2) kind = next === lineFeed || next === carriageReturn ? 0 : 1;
    }
    const width = kind === 1 ? 1 : 3;
    // The last place of a line is kept for the "=" that says it goes on.
    if (column + width >= lineMax) {
      output[at++] = equals;
      output[at++] = carriageReturn;
      output[at++] = lineFeed;
      column = 0;
    }
    if (kind === 1) output[at++] = byte;
    else {
      output[at++] = equals;
      output[at++] = hex[byte >> 4] ?? 0;
      output[at++] = hex[byte & 15] ?? 0;
    }
    column += width;
  }
  return output.subarray(0, at);
}
