import { sha256 } from '../ids/index.ts';
import type { BackupManifest, Part } from './backup.ts';

/** Bytes of one entry: what a backup or a restore holds at a time. */
export const partBytes = 4 * 1024 * 1024;

/** Cuts a stream of bytes into numbered parts of a folder of the file. */
export async function* partsOf(folder: string, bytes: AsyncIterable<Uint8Array>): AsyncGenerator<Part> {
  let held: Uint8Array[] = [];
  let length = 0;
  let number = 0;
  const part = (content: Buffer): Part => ({
    name: `${folder}/${String(number++).padStart(6, '0')}`,
    bytes: content,
  });
  for await (const piece of bytes) {
    held.push(piece);
    length += piece.length;
    if (length < partBytes) continue;
    let all = Buffer.concat(held);
    for (; all.length >= partBytes; all = all.subarray(partBytes)) yield part(all.subarray(0, partBytes));
    held = [all];
    length = all.length;
  }
  if (length > 0) yield part(Buffer.concat(held));
}

/** Passes parts on, noting of each what the manifest must say. */
export async function* noteParts(
  parts: AsyncIterable<Part>,
  notes: BackupManifest['parts'],
): AsyncGenerator<Part> {
  for await (const part of parts) {
    notes.push({ name: part.name, bytes: part.bytes.length, sha256: sha256(part.bytes) });
    yield part;
  }
}

/** Passes bytes on, counting lines: one row each in both engines' text formats, which escape line ends in values. */
export async function* countLines(
  bytes: AsyncIterable<Uint8Array>,
  count: { lines: number; bytes: number },
): AsyncGenerator<Uint8Array> {
  for await (const piece of bytes) {
    for (let at = piece.indexOf(10); at >= 0; at = piece.indexOf(10, at + 1)) count.lines += 1;
    count.bytes += piece.length;
    yield piece;
  }
}

/** Gives back, folder by folder in the order of the file, the bytes that were cut into parts. */
export function readFolders(parts: AsyncIterable<Part>) {
  const source = parts[Symbol.asyncIterator]();
  let next: IteratorResult<Part> | undefined;
  return {
    /** The bytes of one folder; none when the file has none there. */
    bytesOf: async function* (folder: string): AsyncGenerator<Buffer> {
      for (;;) {
        next ??= await source.next();
        if (next.done || next.value.name.slice(0, next.value.name.lastIndexOf('/')) !== folder) return;
        const { bytes } = next.value;
        next = undefined;
        yield bytes;
      }
    },
    /** Passes over one part outside of folders. */
    skip: async (name: string): Promise<void> => {
      next ??= await source.next();
      if (!next.done && next.value.name === name) next = undefined;
    },
    close: async () => void (await source.return?.(undefined)),
  };
}
