import { isRefusal, type Outcome } from '#platform/errors';
import type { DetectReply } from '../api.ts';
import { problemOf, shown } from '../checking/line-problem.ts';
import type { FileFormat } from '../reading/format.ts';
import { orUnreadable } from '../reading/unreadable.ts';
import { findUpload } from '../uploads/find-upload.ts';
import { detectFormat } from './detect-format.ts';
import type { GuessNeeds } from './guess-mapping.ts';
import { sampleRows } from './sample-rows.ts';

const rowsShown = 20;
const problemsShown = 20;
/** A format that people gave is certain. */
const given = { kind: 1, encoding: 1, delimiter: 1, header: 1, decimal: 1, date: 1 };

/** How an uploaded file is written, with its first rows; or these, read in a format somebody chose. */
export async function detectUpload(
  input: { readonly fileId: string; readonly format?: FileFormat | undefined },
  needs: GuessNeeds,
): Promise<Outcome<DetectReply>> {
  const found = await findUpload(input.fileId, needs);
  if (isRefusal(found)) return found;
  const { file } = found;
  return orUnreadable(file, async () => {
    const detected =
      input.format === undefined
        ? await detectFormat(file, needs.timeZone)
        : { format: input.format, confidence: given };
    if (isRefusal(detected)) return detected;
    const sample = await sampleRows(file, detected.format);
    if (isRefusal(sample)) return sample;
    return {
      ...detected,
      columns: [...sample.columns],
      rows: sample.rows.slice(0, rowsShown).map(({ line, values }) => ({ line, values: values.map(shown) })),
      problems: sample.faults.slice(0, problemsShown).map((fault) => problemOf(fault, sample.columns)),
    };
  });
}
