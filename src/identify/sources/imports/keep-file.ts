import { createHash } from 'node:crypto';
import { createReadStream, createWriteStream } from 'node:fs';
import { mkdir, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { Transform } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { newToken } from '#platform/ids';
import type { SourceFile } from '../reading/read-bytes.ts';

/** A file copied into the data folder under its content's name, so that an import can be resumed whatever happens to the original. */
export type KeptFile = SourceFile & { readonly bytes: number; readonly sha256: string };

/** Where the file of a content is kept. */
export const keptPath = (folder: string, sha256: string) => join(folder, 'imports', sha256);

/** The kept file of an import. */
export const keptFileOf = (
  { fileSha256, fileName }: { readonly fileSha256: string; readonly fileName: string },
  { folder }: { readonly folder: string },
): SourceFile => ({ path: keptPath(folder, fileSha256), name: fileName });

/** Copies a file, or what is being uploaded, into `folder/imports`. The same content is kept once. Throws past `maxBytes`. */
export async function keepFile(
  input: {
    readonly name: string;
    readonly content: string | AsyncIterable<Uint8Array>;
    readonly maxBytes?: number;
  },
  folder: string,
): Promise<KeptFile> {
  const kept = join(folder, 'imports');
  await mkdir(kept, { recursive: true, mode: 0o700 });
  const temporary = join(kept, `.${newToken(12)}`);
  const hash = createHash('sha256');
  let bytes = 0;
  const measure = new Transform({
    transform: (block: Buffer, _, done) => {
      hash.update(block);
      bytes += block.length;
      done(bytes > (input.maxBytes ?? Number.POSITIVE_INFINITY) ? new FileTooLarge(input.name) : null, block);
    },
  });
  try {
    const content = typeof input.content === 'string' ? createReadStream(input.content) : input.content;
    await pipeline(content, measure, createWriteStream(temporary, { mode: 0o600, flush: true }));
    const sha256 = hash.digest('hex');
    const path = keptPath(folder, sha256);
    await rename(temporary, path);
    return { path, name: input.name, bytes, sha256 };
  } catch (error) {
    await rm(temporary, { force: true });
    throw error;
  }
}

/** Thrown by `keepFile` when more comes than is allowed. */
export class FileTooLarge extends Error {
  constructor(name: string) {
    super(`${name} is larger than files may be here.`);
    this.name = 'FileTooLarge';
  }
}
