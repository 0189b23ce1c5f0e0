import { mkdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { type Outcome, refuse } from '#platform/errors';
import { writeStreamAtomically } from '#platform/files';
import { sha256 } from '#platform/ids';
import { proofBytesMax } from './api.ts';

/** Where a proof is kept: under the hash of its content. */
export const proofPath = (folder: string, proof: string) => join(folder, 'proofs', proof);

/** Keeps a file that proves a permission. Refuses one that is empty or too large. */
export async function keepProof(
  content: AsyncIterable<Uint8Array>,
  folder: string,
): Promise<Outcome<{ proof: string; bytes: number }>> {
  const pieces: Uint8Array[] = [];
  let length = 0;
  for await (const piece of content) {
    length += piece.length;
    if (length > proofBytesMax)
      return refuse('too-large', 'proof-too-large', `A proof may have ${proofBytesMax} bytes at most.`);
    pieces.push(piece);
  }
  if (length === 0) return refuse('invalid', 'empty-file', 'The file is empty. Choose it again.');
  const bytes = Buffer.concat(pieces);
  const proof = sha256(bytes);
  await mkdir(join(folder, 'proofs'), { recursive: true, mode: 0o700 });
  await writeStreamAtomically(proofPath(folder, proof), [bytes]);
  return { proof, bytes: length };
}

/** Whether a proof is kept. */
export async function hasProof(folder: string, proof: string): Promise<boolean> {
  return (await stat(proofPath(folder, proof)).catch(() => undefined)) !== undefined;
}
