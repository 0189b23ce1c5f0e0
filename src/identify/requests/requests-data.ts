import { rm } from 'node:fs/promises';
import type { PersonalData } from '#identify/customers';
import type { Database } from '#platform/database';
import { archivePath } from './archives/make-archive.ts';
import { emptyRequests, findArchives } from './requests.store.ts';

/** What her requests said in words, and the archives made for her. That they were made and answered stays, as proof. */
export function requestsData(needs: { readonly db: Database; readonly folder: string }): PersonalData {
  return {
    name: 'identify/requests',
    erase: async (trx, { personIds }) => ({ data_request: await emptyRequests(trx, personIds) }),
    eraseElsewhere: async ({ personIds }) => {
      const archives = await findArchives(needs.db, { customerIds: personIds });
      for (const hash of archives) await rm(archivePath(needs.folder, hash), { force: true });
      return { archives: archives.length };
    },
  };
}
