import { UploadView } from '#identify/sources/api';
import { ProblemBody, ProblemError } from '../../data/problem.ts';
import { addressOf } from '../../data/request.ts';

/**
 * Sends a file and tells how much has left; `fetch` cannot. Throws a `ProblemError` when it is refused or the way is cut.
 */
export function uploadFile(
  file: File,
  onProgress: (share: number) => void,
  signal: AbortSignal,
): Promise<UploadView> {
  return new Promise((resolve, reject) => {
    const call = new XMLHttpRequest();
    call.open('POST', addressOf('/uploads'));
    call.setRequestHeader('x-chacun', '1');
    call.setRequestHeader('accept', 'application/json');
    call.upload.onprogress = (event) => onProgress(event.lengthComputable ? event.loaded / event.total : 0);
    call.onerror = () => reject(new ProblemError({ type: '', title: '', status: 0, code: 'unreachable' }));
    call.onload = () => {
      const json: unknown = jsonOf(call.responseText);
      if (call.status < 300) return resolve(UploadView.parse(json));
      const problem = ProblemBody.safeParse(json ?? {});
      const told = problem.success ? problem.data : { type: '', title: call.statusText };
      return reject(new ProblemError({ ...told, status: call.status }));
    };
    signal.addEventListener('abort', () => call.abort());
    const body = new FormData();
    body.append('file', file);
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
