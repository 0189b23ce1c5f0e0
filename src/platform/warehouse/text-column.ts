import { type GrowingColumn, writeLength } from './native-block.ts';

/** Texts of any kind, as UTF-8. */
export function textColumn(): GrowingColumn {
  let room: Buffer = Buffer.allocUnsafe(65_536);
  let used = 0;
  let last = '';
  let lastFrom = 0;
  let lastSize = 0;
  return {
    type: 'String',
    add: (text) => {
      const most = text.length * 3 + 5;
      if (used + most > room.length) room = enlarged(room, used, most);
      const bytes = room;
      const from = used;
      // The lines of an order share most of what they say.
      if (text === last && lastSize > 0)
        for (let at = 0; at < lastSize; at += 1) bytes[from + at] = bytes[lastFrom + at] ?? 0;
      else {
        last = text;
        lastSize = writeText(bytes, from, text);
      }
      lastFrom = from;
      used += lastSize;
      return lastSize;
    },
    data: (kept) => (kept === undefined ? room.subarray(0, used) : keptTexts(room, used, kept)),
  };
}

function enlarged(bytes: Buffer, used: number, more: number): Buffer {
  const larger = Buffer.allocUnsafe(Math.max(bytes.length * 2, used + more));
  bytes.copy(larger, 0, 0, used);
  return larger;
}

/**
 * Writes a text after its length; answers how many bytes that took. Character by character where it is short: nearly all are
 * ASCII, and a call into the runtime for each value would cost more.
 */
function writeText(bytes: Buffer, from: number, text: string): number {
  const { length } = text;
  if (length > 127) return writeWide(bytes, from, text);
  bytes[from] = length;
  for (let at = 0; at < length; at += 1) {
    const code = text.charCodeAt(at);
    if (code > 127) return writeWide(bytes, from, text);
    bytes[from + 1 + at] = code;
  }
  return length + 1;
}

function writeWide(bytes: Buffer, from: number, text: string): number {
  const place = writeLength(bytes, from, Buffer.byteLength(text));
  return place + bytes.write(text, place) - from;
}

function keptTexts(bytes: Buffer, used: number, kept: Uint32Array): Uint8Array {
  const data = Buffer.allocUnsafe(used);
  let size = 0;
  let from = 0;
  let next = 0;
  for (let place = 0; next < kept.length; place += 1) {
    const end = endOfText(bytes, from);
    if (kept[next] === place) {
      size += bytes.copy(data, size, from, end);
      next += 1;
    }
    from = end;
  }
  return data.subarray(0, size);
}

function endOfText(bytes: Buffer, from: number): number {
  let at = from;
  let length = 0;
  for (let shift = 0; ; shift += 7) {
    const byte = bytes[at] ?? 0;
    at += 1;
    length += (byte & 127) * 2 ** shift;
    if (byte < 128) return at + length;
  }
}
