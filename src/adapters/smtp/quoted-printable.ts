const hex = Buffer.from('0123456789ABCDEF');
const lineMax = 76;
const [tab, lineFeed, carriageReturn, space, equals] = [9, 10, 13, 32, 61];

/**
 * Text as quoted-printable (RFC 2045 §6.7): UTF-8 bytes, lines of at most 76 characters ended by CRLF, no space or tab at a
 * line's end. One pass over the bytes: a campaign spends most of its time here. O(length).
 */
export function quotedPrintable(text: string): Buffer {
  const input = Buffer.from(text);
  const output = Buffer.allocUnsafe(Math.ceil(input.length * 3.2) + 16);
  let at = 0;
  let column = 0;
  for (let index = 0; index < input.length; index += 1) {
    const byte = input[index] ?? 0;
    const next = input[index + 1];
    if (byte === lineFeed || byte === carriageReturn) {
      if (byte === carriageReturn && next === lineFeed) index += 1;
      output[at++] = carriageReturn;
      output[at++] = lineFeed;
      column = 0;
      continue;
    }
    const atLineEnd = next === undefined || next === lineFeed || next === carriageReturn;
    const literal =
      (byte > space && byte < 127 && byte !== equals) || ((byte === space || byte === tab) && !atLineEnd);
    // The last place of a line is kept for the "=" that says it goes on.
    if (column + (literal ? 1 : 3) >= lineMax) {
      output[at++] = equals;
      output[at++] = carriageReturn;
      output[at++] = lineFeed;
      column = 0;
    }
    if (literal) output[at++] = byte;
    else {
      output[at++] = equals;
      output[at++] = hex[byte >> 4] ?? 0;
      output[at++] = hex[byte & 15] ?? 0;
    }
    column += literal ? 1 : 3;
  }
  return output.subarray(0, at);
}
