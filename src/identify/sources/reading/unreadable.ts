import { type Outcome, type Refusal, refuse } from '#platform/errors';
import type { SourceFile } from './read-bytes.ts';

/**
 * Runs something that reads a file; a file that cannot be read at all (a damaged archive, no workbook, no such sheet) becomes a
 * refusal in the reader's words. A file that is not there is a breakage.
 */
export async function orUnreadable<T>(
  file: SourceFile,
  read: () => Promise<Outcome<T>>,
): Promise<T | Refusal> {
  try {
    return await read();
  } catch (fault) {
    if (!(fault instanceof Error) || ('syscall' in fault && !isArchiveFault(fault))) throw fault;
    const words = fault.message.startsWith(file.name) ? fault.message : `${file.name}: ${fault.message}`;
    return refuse('invalid', 'unreadable-file', words, { file: file.name });
  }
}

const isArchiveFault = (fault: Error) => 'code' in fault && String(fault.code).startsWith('Z_');
