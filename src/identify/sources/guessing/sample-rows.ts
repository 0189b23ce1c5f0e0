import { isRefusal, type Outcome } from '#platform/errors';
import type { FileFormat } from '../reading/format.ts';
import { openRows } from '../reading/open-rows.ts';
import type { SourceFile } from '../reading/read-bytes.ts';
import type { LineFault } from '../reading/row-batch.ts';

export type SampleRow = { readonly line: number; readonly values: readonly string[] };

/** The first rows of a file, and the lines among them that cannot be read. */
export type Sample = {
  readonly columns: readonly string[];
  readonly rows: readonly SampleRow[];
  readonly faults: readonly {
    readonly line: number;
    readonly fault: LineFault;
    readonly row: readonly string[];
  }[];
};

/** Lines that guesses are made from: enough to meet every kind of value, few enough to be read at once. */
export const sampleLines = 1000;

/** Reads the first rows of a file. Refuses one without a line; throws when it cannot be read at all. */
export async function sampleRows(
  file: SourceFile,
  format: FileFormat,
  lines = sampleLines,
): Promise<Outcome<Sample>> {
  const opened = await openRows(file, format);
  if (isRefusal(opened)) return opened;
  const rows: SampleRow[] = [];
  const faults: Sample['faults'][number][] = [];
  try {
    for await (const batch of opened.batches) {
      for (const [index, row] of batch.rows.entries()) {
        if (rows.length + faults.length === lines) return { columns: opened.columns, rows, faults };
        const line = batch.lines[index] ?? 0;
        const fault = batch.faults.get(index);
        if (fault === undefined) rows.push({ line, values: row });
        else faults.push({ line, fault, row });
      }
    }
  } finally {
    await opened.batches.return(undefined);
  }
  return { columns: opened.columns, rows, faults };
}
