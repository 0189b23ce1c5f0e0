import { isAscii, isUtf8 } from 'node:buffer';
import type { Encoding } from './format.ts';

/** Decoded text; `invalid` when bytes in it do not belong to the encoding (each shown as U+FFFD). */
export type TextBlock = { readonly text: string; readonly invalid: boolean };

type Decoder = (bytes: Buffer, last: boolean) => TextBlock;

const byteOrderMarks: readonly [Encoding, readonly number[]][] = [
  ['utf-8', [0xef, 0xbb, 0xbf]],
  ['utf-16le', [0xff, 0xfe]],
  ['utf-16be', [0xfe, 0xff]],
];

/** The encoding a file declares by its first bytes, and how many bytes say so. */
export function readByteOrderMark(start: Uint8Array): { encoding: Encoding; bytes: number } | undefined {
  const found = byteOrderMarks.find(([, mark]) => mark.every((byte, at) => start[at] === byte));
  return found && { encoding: found[0], bytes: found[1].length };
}

/**
 * Streams bytes into text. A byte order mark wins over the declared encoding and is left out.
 * Characters cut between two blocks are put together again.
 */
export async function* decodeText(
  content: AsyncIterable<Buffer>,
  declared: Encoding,
): AsyncGenerator<TextBlock> {
  let decode: Decoder | undefined;
  for await (let block of content) {
    if (decode === undefined) {
      const mark = readByteOrderMark(block);
      decode = decoderOf(mark?.encoding ?? declared);
      if (mark) block = block.subarray(mark.bytes);
    }
    yield decode(block, false);
  }
  if (decode !== undefined) yield decode(Buffer.alloc(0), true);
}

function decoderOf(encoding: Encoding): Decoder {
  if (encoding === 'latin1') return (bytes) => ({ text: bytes.toString('latin1'), invalid: false });
  if (encoding === 'windows-1252') return decodeWindows;
  const unfinished = encoding === 'utf-8' ? unfinishedUtf8 : unfinishedUtf16(encoding === 'utf-16be');
  const whole =
    encoding === 'utf-8' ? decodeUtf8 : encoding === 'utf-16le' ? decodeUtf16 : decodeUtf16Swapped;
  let carried: Buffer = Buffer.alloc(0);
  return (bytes, last) => {
    const all = carried.length === 0 ? bytes : Buffer.concat([carried, bytes]);
    const keep = last ? 0 : unfinished(all);
    carried = Buffer.from(all.subarray(all.length - keep));
    return whole(all.subarray(0, all.length - keep));
  };
}

/** How many bytes at the end begin a character whose rest has not come. */
function unfinishedUtf8(bytes: Buffer): number {
  for (let back = 1; back <= Math.min(3, bytes.length); back += 1) {
    const byte = bytes[bytes.length - back] ?? 0;
    if (byte < 0x80) return 0;
    if (byte >= 0xc0) return back < (byte >= 0xf0 ? 4 : byte >= 0xe0 ? 3 : 2) ? back : 0;
  }
  return 0;
}

/** An odd byte, and the first half of a pair whose second has not come. */
const unfinishedUtf16 = (swapped: boolean) => (bytes: Buffer) => {
  const odd = bytes.length % 2;
  const high = bytes[bytes.length - odd - (swapped ? 2 : 1)] ?? 0;
  return high >= 0xd8 && high <= 0xdb ? odd + 2 : odd;
};

function decodeUtf8(bytes: Buffer): TextBlock {
  if (isAscii(bytes)) return { text: bytes.toString('latin1'), invalid: false };
  return { text: bytes.toString('utf8'), invalid: !isUtf8(bytes) };
}

function decodeUtf16(bytes: Buffer): TextBlock {
  let invalid = bytes.length % 2 === 1;
  const text = bytes.toString('utf16le').replace(/\p{Surrogate}/gu, () => {
    invalid = true;
    return '\ufffd';
  });
  return { text: bytes.length % 2 === 1 ? `${text}\ufffd` : text, invalid };
}

const decodeUtf16Swapped = (bytes: Buffer) =>
  decodeUtf16(
    bytes.length % 2 === 0
      ? Buffer.from(bytes).swap16()
      : Buffer.concat([Buffer.from(bytes.subarray(0, -1)).swap16(), bytes.subarray(-1)]),
  );

/** What Windows-1252 has between 0x80 and 0x9f, where Latin-1 has control codes; U+FFFD where it has nothing. */
const windowsSigns = '€\ufffd‚ƒ„…†‡ˆ‰Š‹Œ\ufffdŽ\ufffd\ufffd‘’“”•–—˜™š›œ\ufffdžŸ';

function decodeWindows(bytes: Buffer): TextBlock {
  let invalid = false;
  const text = bytes.toString('latin1').replace(/[\x80-\x9f]/g, (sign) => {
    const real = windowsSigns[sign.charCodeAt(0) - 0x80] ?? '\ufffd';
    if (real === '\ufffd') invalid = true;
    return real;
  });
  return { text, invalid };
}
