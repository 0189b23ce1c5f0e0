import type { z } from 'zod';
import { ProblemBody, ProblemError } from './problem.ts';
import { addressOf } from './request.ts';

/**
 * Sends a file and tells how much of it has left, which `fetch` cannot; parses the reply with the shape the server uses. Throws a
 * `ProblemError` when it is refused or the way is cut.
 */
export function sendFile<Shape extends z.ZodType>(send: {
  readonly path: string;
  readonly query?: Readonly<Record<string, string | undefined>>;
  readonly file: File;
  readonly shape: Shape;
  readonly onProgress: (share: number) => void;
  readonly signal?: AbortSignal;
}): Promise<z.infer<Shape>> {
  return new Promise((resolve, reject) => {
    const call = new XMLHttpRequest();
    call.open('POST', addressOf(send.path, send.query));
    call.setRequestHeader('x-chacun', '1');
    call.setRequestHeader('accept', 'application/json');
    call.upload.onprogress = (event) =>
      send.onProgress(event.lengthComputable ? event.loaded / event.total : 0);
    call.onerror = () => reject(new ProblemError({ type: '', title: '', status: 0, code: 'unreachable' }));
    call.onload = () => {
      const json: unknown = jsonOf(call.responseText);
      const read = call.status < 300 ? send.shape.safeParse(json) : undefined;
      if (read?.success === true) return resolve(read.data);
      const problem = ProblemBody.safeParse(json ?? {});
      const told =
        problem.success && read === undefined ? problem.data : { type: '', title: call.statusText };
      return reject(new ProblemError({ ...told, status: call.status }));
    };
    send.signal?.addEventListener('abort', () => call.abort());
    const body = new FormData();
    body.append('file', send.file);
    call.send(body);
  });
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
