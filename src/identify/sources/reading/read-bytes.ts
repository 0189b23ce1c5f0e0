import { createReadStream, type ReadStream } from 'node:fs';
import { open } from 'node:fs/promises';
import { constants, createGunzip } from 'node:zlib';

/** A file to read: where it is, and what its owner calls it. */
export type SourceFile = { readonly path: string; readonly name: string };

/** Small enough that reading a block never keeps others waiting long. */
const blockBytes = 65_536;
const sampleBytes = 262_144;

/** The first `bytes` of a file as stored. */
export async function readStart(path: string, bytes: number): Promise<Buffer> {
  const file = await open(path);
  try {
    const { buffer, bytesRead } = await file.read(Buffer.alloc(bytes), 0, bytes, 0);
    return buffer.subarray(0, bytesRead);
  } finally {
    await file.close();
  }
}

export const isGzip = (start: Uint8Array) => start[0] === 0x1f && start[1] === 0x8b;
export const isZip = (start: Uint8Array) => start[0] === 0x50 && start[1] === 0x4b && start[2] === 0x03;

/** The first bytes of the content, decompressed: what detection looks at. Throws when the gzip is damaged there. */
export async function readSample(path: string, bytes = sampleBytes): Promise<Buffer> {
  const start = await readStart(path, bytes);
  if (!isGzip(start)) return start;
  return unzippedStart(start, bytes);
}

/** The first `bytes` of a gzip of which only the start is there; what comes after them is never unpacked. */
async function unzippedStart(start: Buffer, bytes: number): Promise<Buffer> {
  const gunzip = createGunzip({ chunkSize: blockBytes, finishFlush: constants.Z_SYNC_FLUSH });
  gunzip.end(start);
  const blocks: Buffer[] = [];
  let length = 0;
  for await (const block of gunzip) {
    blocks.push(block as Buffer);
    length += (block as Buffer).length;
    if (length >= bytes) break;
  }
  return Buffer.concat(blocks).subarray(0, bytes);
}

/**
 * Streams a file's content, decompressing gzip. `bytesRead` counts the bytes of the stored file, for progress.
 * A gzip cut short or damaged throws, naming the file.
 */
export async function openBytes(
  file: SourceFile,
): Promise<{ content: AsyncIterable<Buffer>; bytesRead(): number }> {
  const compressed = isGzip(await readStart(file.path, 2));
  const stored = createReadStream(file.path, { highWaterMark: blockBytes });
  return {
    content: compressed ? unzipped(stored, file.name) : stored,
    bytesRead: () => stored.bytesRead,
  };
}

async function* unzipped(stored: ReadStream, name: string): AsyncGenerator<Buffer> {
  const gunzip = createGunzip({ chunkSize: blockBytes });
  stored.on('error', (error) => gunzip.destroy(error));
  try {
    for await (const block of stored.pipe(gunzip)) yield block as Buffer;
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : '';
    if (!code.startsWith('Z_')) throw error;
    throw new Error(`${name}: the gzip archive is damaged or cut short (${code}). Get the file again.`, {
      cause: error,
    });
  } finally {
    stored.destroy();
    gunzip.destroy();
  }
}
