import { basename } from 'node:path';
import { isRefusal, type Outcome } from '#platform/errors';
import { detectFormat } from './guessing/detect-format.ts';
import { FileFormat, type FixedFormat } from './reading/format.ts';
import { type OpenRows, openRows } from './reading/open-rows.ts';

/** Where the columns of a file of fixed width stand: `start` from 1, `width` in characters. */
export type FixedPlaces = FixedFormat['columns'];

/**
 * Opens a file whose first line names its columns, however it is written (CSV of any delimiter and encoding, XLSX, JSON lines, gzip), for
 * reading its rows one after another, outside any import; or one of fixed width, without such a line, by its `places`. Refuses a file with no line; throws when it cannot be read at all.
 */
export async function openTable(path: string, places?: FixedPlaces): Promise<Outcome<OpenRows>> {
  const file = { path, name: basename(path) };
  const detected = await detectFormat(file, 'UTC');
  if (isRefusal(detected)) return detected;
  const { format } = detected;
  if (places !== undefined) {
    const encoding = format.kind === 'xlsx' ? 'utf-8' : format.encoding;
    return openRows(file, FileFormat.parse({ kind: 'fixed', columns: places, encoding }));
  }
  const named = format.kind === 'csv' || format.kind === 'xlsx' ? { ...format, header: true } : format;
  return openRows(file, named);
}
