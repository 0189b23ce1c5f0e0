import { open, rename, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { newToken } from '../ids/index.ts';

/** Writes a file so that at any moment, through any crash, it is the old one or the new one, whole and on the disk. */
export function writeFileAtomically(path: string, content: string | Uint8Array, mode = 0o600): Promise<void> {
  return writeStreamAtomically(path, [Buffer.from(content)], mode);
}

/** The same for content that comes in pieces. */
export async function writeStreamAtomically(
  path: string,
  pieces: Iterable<Uint8Array> | AsyncIterable<Uint8Array>,
  mode = 0o600,
): Promise<void> {
  const draft = join(dirname(path), `.${newToken(6)}.draft`);
  try {
    const file = await open(draft, 'wx', mode);
    try {
      for await (const piece of pieces) await file.writeFile(piece);
      await file.sync();
    } finally {
      await file.close();
    }
    await rename(draft, path);
  } catch (error) {
    await rm(draft, { force: true });
    throw error;
  }
  const folder = await open(dirname(path), 'r');
  try {
    await folder.sync();
  } finally {
    await folder.close();
  }
}
