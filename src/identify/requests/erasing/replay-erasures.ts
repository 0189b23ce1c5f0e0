import { lockIdentity } from '#identify/customers';
import { type DatabaseTransaction, inTransaction } from '#platform/database';
import { readWholeSubject } from './begin-erasure.ts';
import { type ListLine, listErasures, readErasureList } from './erasure-list.ts';
import {
  findMarkedPersons,
  findUnfinishedErasures,
  insertErasure,
  readListedErasures,
  readSalt,
  restoreTombstones,
  takeBackSalt,
} from './erasures.store.ts';
import { type ErasureNeeds, runErasures } from './run-erasures.ts';

/**
 * Does again the erasures that the engines do not know of: a backup older than they are was restored. To be asked before
 * anything else uses what was restored. With them, erasures that a crash cut short are ended; alone, their jobs end them. Answers how many were replayed.
 */
export async function replayErasures(needs: ErasureNeeds): Promise<number> {
  const { db } = needs.database;
  const { salt, installation } = await readSalt(db);
  const listed = await readErasureList(needs, installation);
  const known = await readListedErasures(db);
  const knownIds = new Set(known.map(({ erasureId }) => erasureId));
  const missing = listed.filter(({ erasureId }) => !knownIds.has(erasureId));
  for (const line of missing)
    await inTransaction(db, async (trx) => {
      if (line.salt !== salt) await takeBackSalt(trx, line.salt);
      await beginAgain(trx, line);
    });
  if (missing.length > 0)
    needs.log.warn({ erasures: missing.length }, 'erasures are done again after a restore');
  const unfinished = await findUnfinishedErasures(db);
  if (missing.length > 0) await runErasures(needs, unfinished);
  const listedIds = new Set(listed.map(({ erasureId }) => erasureId));
  if (known.some(({ erasureId }) => !listedIds.has(erasureId))) await listErasures(needs);
  return missing.length;
}

async function beginAgain(trx: DatabaseTransaction, line: ListLine): Promise<void> {
  const { erasureId, customerId, askedBy } = line;
  await lockIdentity(trx);
  const personIds = await findMarkedPersons(trx, line);
  const subject = personIds.length === 0 ? null : await readWholeSubject(trx, { customerId, personIds });
  await insertErasure(trx, {
    ...{ erasureId, customerId, subject, askedBy, askedAt: new Date(line.askedAt) },
    // Who is not in this backup is not to be erased, but is still not to come back.
    ...{ personIds: line.personIds, reason: line.reason, state: subject === null ? 'done' : 'running' },
  });
  await restoreTombstones(trx, line);
}
