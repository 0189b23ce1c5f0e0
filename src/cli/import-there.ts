import { createReadStream, existsSync } from 'node:fs';
import { basename } from 'node:path';
import { Readable } from 'node:stream';
import type { LocalAccess } from '#app';
import type { ImportReceipt, Mapping } from '#identify/sources';
import type { ImportReceiptView, UploadView } from '#identify/sources/api';
import { type Outcome, isRefusal, refuse } from '../platform/errors/index.ts';
import { newToken } from '../platform/ids/index.ts';
import { followJob } from './follow-job.ts';
import { endOn } from './output.ts';
import { askServer, servedProgram } from './served-program.ts';

export type WantedImport = {
  readonly file: string;
  readonly mapping: Mapping;
  readonly dryRun: boolean;
  readonly dropRepeats: boolean;
};

/** Imports a file through the server that has the data folder: sent, begun, followed to its end. Ctrl-C cancels it. */
export async function importThere(access: LocalAccess, wanted: WantedImport): Promise<ImportReceipt> {
  const started = performance.now();
  const { file, ...options } = wanted;
  if (!existsSync(file)) return endOn(refuse('not-found', 'no-such-file', `There is no file ${file}.`));
  const { fileId } = await sendFile(access, file);
  const program = servedProgram(access);
  const begun = orEnd(
    await program.call<ImportReceiptView>({
      ...{ method: 'POST', path: '/api/v1/imports', body: { fileId, ...options } },
    }),
  );
  if (begun.jobId !== null) await followJob(program, begun.jobId, 'Import');
  const { importId, read, accepted, rejected, duplicate, repeats, dryRun, state, error } = orEnd(
    await program.call<ImportReceiptView>({
      ...{ method: 'GET', path: '/api/v1/imports/{importId}', params: { importId: begun.importId } },
    }),
  );
  if (state !== 'done')
    return endOn(refuse('invalid', 'import-not-done', error ?? `The import is ${state}.`, { importId }));
  const seconds = Math.round(performance.now() - started) / 1000;
  return { importId, read, accepted, rejected, duplicate, repeats, seconds, dryRun };
}

/** Sends a file to the server; it is named by its content there. */
export async function sendFile(access: LocalAccess, file: string): Promise<UploadView> {
  return orEnd(
    await askServer<UploadView>(access, { method: 'POST', path: '/api/v1/uploads' }, multipart(file)),
  );
}

const orEnd = <T>(outcome: Outcome<T>): T => (isRefusal(outcome) ? endOn(outcome) : outcome);

/** A file as the one part of a multipart/form-data body, read while it is sent. */
function multipart(file: string): { body: ReadableStream; type: string } {
  const boundary = newToken(18);
  const name = encodeURIComponent(basename(file));
  async function* parts() {
    yield Buffer.from(
      `--${boundary}\r\ncontent-disposition: form-data; name="file"; filename*=UTF-8''${name}\r\ncontent-type: application/octet-stream\r\n\r\n`,
    );
    yield* createReadStream(file);
    yield Buffer.from(`\r\n--${boundary}--\r\n`);
  }
  const body = Readable.toWeb(Readable.from(parts(), { objectMode: false })) as ReadableStream;
  return { body, type: `multipart/form-data; boundary=${boundary}` };
}
