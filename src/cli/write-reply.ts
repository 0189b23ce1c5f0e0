import { bytesOf } from '#app';
import { writeStreamAtomically } from '../platform/files/index.ts';
import type { RawReply } from '../platform/http/index.ts';

/** Writes an answer that is no JSON to a file, readable by its owner alone, replaced only when all is there. Answers its bytes. */
export async function writeReply(reply: RawReply, file: string): Promise<number> {
  let bytes = 0;
  async function* pieces() {
    for await (const chunk of bytesOf(reply)) {
      const piece = Buffer.from(chunk);
      bytes += piece.length;
      yield piece;
    }
  }
  await writeStreamAtomically(file, pieces());
  return bytes;
}
