import { basename } from 'node:path';
import { isRefusal, type Outcome } from '#platform/errors';
import { detectFormat } from './guessing/detect-format.ts';
import { type OpenRows, openRows } from './reading/open-rows.ts';

/**
 * Opens a file whose first line names its columns, however it is written (CSV of any delimiter and encoding, XLSX, JSON lines, gzip), for
 * reading its rows one after another, outside any import. Refuses a file with no line; throws when it cannot be read at all.
 */
export async function openTable(path: string): Promise<Outcome<OpenRows>> {
  const file = { path, name: basename(path) };
  const detected = await detectFormat(file, 'UTC');
  if (isRefusal(detected)) return detected;
  const { format } = detected;
  const named = format.kind === 'csv' || format.kind === 'xlsx' ? { ...format, header: true } : format;
  return openRows(file, named);
}
