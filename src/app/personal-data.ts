import { join } from 'node:path';
import { companiesData } from '#identify/companies';
import { consentData } from '#identify/consent';
import { customersData, type PersonalData } from '#identify/customers';
import { eraseDossier } from '#identify/dossier';
import { historyData } from '#identify/history';
import { householdsData } from '#identify/households';
import { qualityData } from '#identify/quality';
import { type ErasureNeeds, requestsData } from '#identify/requests';
import { screeningData } from '#identify/screening';
import { sourcesData } from '#identify/sources';
import { campaignsData } from '#interact/campaigns';
import { messagesData } from '#interact/messages';
import type { Engines } from '../adapters/engines/index.ts';
import type { Clock } from '../platform/clock/index.ts';
import { forgetRepliesTelling } from '../platform/http/index.ts';
import { forgetInJobs } from '../platform/jobs/index.ts';
import type { Log } from '../platform/logging/index.ts';
import { forgetSetAside } from '../platform/outbox/index.ts';

/** What erasing needs, with every module that holds personal data: those to the right first, customers last. */
export function erasureNeeds(parts: { engines: Engines; clock: Clock; log: Log }): ErasureNeeds & {
  readonly folder: string;
} {
  const { engines, clock, log } = parts;
  const { database, warehouse } = engines;
  const { db } = database;
  const folder = engines.folder.files;
  return {
    ...{ database, warehouse, clock, log, folder },
    holders: [
      campaignsData,
      messagesData,
      qualityData,
      householdsData,
      companiesData,
      dossierData,
      sourcesData({ database, folder }),
      consentData({ folder }),
      screeningData({ folder }),
      historyData({ db, warehouse }),
      requestsData({ db, folder }),
      mechanismsData(engines),
      customersData(warehouse),
    ],
    listFile: join(engines.folder.path, 'erasures.jsonl'),
  };
}

/** What the mechanisms kept of her: jobs that have ended, replies to requests, rows the warehouse refused. */
function mechanismsData({ database }: Engines): PersonalData {
  return {
    name: 'platform',
    erase: async (trx, { told }) => ({
      job: await forgetInJobs(trx, told),
      kept_reply: await forgetRepliesTelling(trx, told),
    }),
    // What was on its way is refused, if at all, while the outbox is emptied.
    eraseElsewhere: async ({ told, personIds }) => ({
      outbox_refused: await forgetSetAside(database.db, {
        ...{ told, ids: personIds },
        columns: ['person_id', 'customer_id'],
      }),
    }),
  };
}

/** Notes, tasks and tags of hers. */
const dossierData: PersonalData = {
  name: 'identify/dossier',
  erase: async (trx, { personIds }) => {
    await eraseDossier(trx, personIds);
    return {};
  },
};
