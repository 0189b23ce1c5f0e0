import { isAscii, isUtf8 } from 'node:buffer';
import type { Encoding } from '../reading/format.ts';
import { decodeText, readByteOrderMark } from '../reading/decode-text.ts';

/** Something found, and how sure that is, from 0 to 1. */
export type Guess<Value> = { readonly value: Value; readonly confidence: number };

/** Bytes that Windows-1252 gives no sign, and that texts in it never hold. */
const unassigned = new Set([0x81, 0x8d, 0x8f, 0x90, 0x9d]);

/**
 * The encoding of a sample: by its byte order mark; as UTF-16 by zero bytes at every other place; as UTF-8 when it is valid
 * (which other texts with accents are not, but by chance) or almost; else Windows-1252, of which Latin-1's texts are part.
 */
export function detectEncoding(sample: Buffer): Guess<Encoding> {
  const mark = readByteOrderMark(sample);
  if (mark !== undefined) return { value: mark.encoding, confidence: 1 };
  const wide = wideEncoding(sample);
  if (wide !== undefined) return { value: wide, confidence: 0.9 };
  if (isAscii(sample)) return { value: 'utf-8', confidence: 0.8 };
  const whole = sample.subarray(0, lastWholeCharacter(sample));
  if (isUtf8(whole)) return { value: 'utf-8', confidence: 0.99 };
  if (mostlyUtf8(whole)) return { value: 'utf-8', confidence: 0.6 };
  const odd = sample.some((byte) => unassigned.has(byte));
  return { value: 'windows-1252', confidence: odd ? 0.4 : 0.85 };
}

function wideEncoding(sample: Buffer): Encoding | undefined {
  const zeros = [0, 0];
  for (let at = 0; at < sample.length; at += 1)
    if (sample[at] === 0) zeros[at % 2] = (zeros[at % 2] ?? 0) + 1;
  const [even = 0, odd = 0] = zeros;
  const many = sample.length * 0.15;
  if (odd > many && even < odd / 10) return 'utf-16le';
  return even > many && odd < even / 10 ? 'utf-16be' : undefined;
}

/** Where a character cut by the sample's end begins. */
function lastWholeCharacter(sample: Buffer): number {
  for (let back = 1; back <= Math.min(4, sample.length); back += 1) {
    const byte = sample[sample.length - back] ?? 0;
    if (byte < 0x80) return sample.length;
    if (byte >= 0xc0) return sample.length - back;
  }
  return sample.length;
}

/** A UTF-8 file with a few damaged bytes, which are then refused line by line. */
function mostlyUtf8(sample: Buffer): boolean {
  const text = sample.toString('utf8');
  const bad = text.split('\ufffd').length - 1;
  const good = (text.match(/[\u0080-\ufffc]/g) ?? []).length;
  return good >= 5 && bad * 20 < good;
}

/** The sample's text without its unfinished last line, unless the sample is the whole file. */
export async function decodeSample(sample: Buffer, encoding: Encoding, whole: boolean): Promise<string> {
  let text = '';
  // The decoder keeps a character cut at the end for what follows: here nothing does.
  for await (const block of decodeText(once(sample), encoding)) {
    text = block.text;
    break;
  }
  const end = Math.max(text.lastIndexOf('\n'), text.lastIndexOf('\r'));
  return whole || end === -1 ? text : text.slice(0, end + 1);
}

async function* once(sample: Buffer): AsyncGenerator<Buffer> {
  yield sample;
}
