import { UploadView } from '#identify/sources/api';
import { sendFile } from '../../data/send-file.ts';

/** Sends a file to be imported and tells how much of it has left. Throws a `ProblemError` when it is refused or the way is cut. */
export function uploadFile(
  file: File,
  onProgress: (share: number) => void,
  signal: AbortSignal,
): Promise<UploadView> {
  return sendFile({ path: '/uploads', file, shape: UploadView, onProgress, signal });
}
