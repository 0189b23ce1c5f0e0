import { type Outcome, refuse } from '#platform/errors';
import type { ImportNeeds } from '../imports/import.ts';
import { FileTooLarge, keepFile } from '../imports/keep-file.ts';
import { saveUpload, type Upload } from './uploads.store.ts';

type Needs = Pick<ImportNeeds, 'database' | 'clock' | 'folder'>;

/**
 * Keeps a file that is being sent, streamed to the data folder, under the hash of its content. Refuses one without
 * content or larger than `maxBytes`; nothing of it is kept then.
 */
export async function keepUpload(
  input: {
    readonly fileName: string;
    readonly content: AsyncIterable<Uint8Array>;
    readonly maxBytes: number;
    readonly by: string;
  },
  needs: Needs,
): Promise<Outcome<Upload>> {
  const name = cleanName(input.fileName);
  const kept = await keepFile(
    { name, content: nonEmpty(input.content), maxBytes: input.maxBytes },
    needs.folder,
  ).catch((fault: unknown) => refusalOf(fault, name, input.maxBytes));
  if ('refused' in kept) return kept;
  const upload = {
    fileId: kept.sha256,
    name,
    bytes: kept.bytes,
    uploadedBy: input.by,
    uploadedAt: needs.clock.now(),
  };
  await saveUpload(needs.database.db, upload);
  return upload;
}

class NothingSent extends Error {}

async function* nonEmpty(content: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  let bytes = 0;
  for await (const block of content) {
    bytes += block.length;
    yield block;
  }
  if (bytes === 0) throw new NothingSent();
}

function refusalOf(fault: unknown, name: string, maxBytes: number) {
  if (fault instanceof NothingSent)
    return refuse('invalid', 'empty-file', `${name} is empty. Choose the file again.`, { file: name });
  const code = fault instanceof Error && 'code' in fault ? fault.code : undefined;
  if (fault instanceof FileTooLarge || code === 'FST_REQ_FILE_TOO_LARGE')
    return refuse(
      'too-large',
      'file-too-large',
      `${name} is larger than ${maxBytes} bytes. Compress it with gzip, cut it in parts, or import it by the command line.`,
      { file: name, maxBytes },
    );
  if (code === 'ENOSPC')
    return refuse(
      'unavailable',
      'disk-full',
      `${name} could not be kept: the disk of the data folder is full.`,
    );
  throw fault;
}

/** A name for showing only, never a path: what follows the last slash of either kind, without control characters. */
export function cleanName(sent: string): string {
  const last = sent.normalize('NFC').split(/[/\\]/).at(-1) ?? '';
  const plain = last.replace(/[\p{Cc}\p{Cf}\p{Cs}]/gu, '').trim();
  return [...plain].slice(-200).join('') || 'file';
}
