import { findUpload } from '#identify/sources';
import { inTransaction } from '#platform/database';
import { isRefusal, type Outcome, refuse } from '#platform/errors';
import type { Jobs } from '#platform/jobs';
import type { z } from 'zod';
import type { ScreeningBody } from './api.ts';
import type { ScreeningNeeds } from './run-screening.ts';
import { changeScreening, insertScreening, type ScreenedFile } from './screenings.store.ts';

export const screeningKind = 'screening.run';

/**
 * Begins a screening of files that were sent. Refuses a licence that is over, a file that is not there, and a mapping by which nobody could be known.
 */
export async function startScreening(
  needs: ScreeningNeeds & { readonly jobs: Pick<Jobs, 'enqueue'> },
  input: z.infer<typeof ScreeningBody> & { readonly by: string },
): Promise<Outcome<{ screeningId: number }>> {
  const at = needs.clock.now();
  const { expiresOn, list, supplier } = input.licence;
  if (expiresOn !== null && expiresOn < at.toISOString().slice(0, 10))
    return refuse(
      'conflict',
      'licence-expired',
      `The licence of ${list} (${supplier}) ended on ${expiresOn}. Renew it before using the list.`,
      {
        expiresOn,
      },
    );
  const files: ScreenedFile[] = [];
  for (const { fileId, columns } of input.files) {
    const found = await findUpload(fileId, { database: needs.server, folder: needs.folder });
    if (isRefusal(found)) return found;
    const { email, phone, familyName, street, postcode } = columns;
    if (email === undefined && phone === undefined && [familyName, street, postcode].includes(undefined))
      return refuse(
        'invalid',
        'columns-insufficient',
        `${found.upload.name}: name a column for the e-mail, the phone, or the family name with street and postcode.`,
        { file: found.upload.name },
      );
    files.push({ fileId, name: found.upload.name, columns });
  }
  return inTransaction(needs.server.db, async (trx) => {
    const { channel, licence, by } = input;
    const screeningId = await insertScreening(trx, { files, channel, licence, createdBy: by, createdAt: at });
    const jobId = await needs.jobs.enqueue(screeningKind, { screeningId }, { within: trx });
    await changeScreening(trx, { screeningId, jobId });
    return { screeningId };
  });
}
