import { rm } from 'node:fs/promises';
import { inTransaction } from '#platform/database';
import { isRefusal } from '#platform/errors';
import { archivePath } from '../archives/make-archive.ts';
import { beginErasure } from '../erasing/begin-erasure.ts';
import { runErasures } from '../erasing/run-erasures.ts';
import { findArchives } from '../requests.store.ts';
import type { RunNeeds } from '../run-request.ts';
import { findPastLimits } from './report-retention.ts';
import { readRetention } from './retention-settings.ts';

/** People erased together: one pass over the warehouse for all of them. */
const batch = 200;

/**
 * Erases whoever is past a retention limit, some at a time, as an erasure that nobody asked for: figures stay. Cut short, it is run
 * again for who is left. Answers how many.
 */
export async function purgeSilent(
  needs: RunNeeds,
  options: {
    readonly by: string;
    readonly signal?: AbortSignal;
    readonly onProgress?: (done: number, total: number) => Promise<void>;
  },
): Promise<{ erased: number }> {
  const { db } = needs.database;
  const past = await findPastLimits({ ...needs, db });
  const customers = past.flatMap(({ silent }) => silent.map(({ customerId }) => customerId));
  let erased = 0;
  for (let from = 0; from < customers.length; from += batch) {
    options.signal?.throwIfAborted();
    const ids: string[] = [];
    for (const customerId of customers.slice(from, from + batch)) {
      const at = needs.clock.now();
      const begun = await inTransaction(db, (trx) =>
        beginErasure(trx, { customerId, reason: 'retention', by: options.by, at }),
      );
      if (!isRefusal(begun)) ids.push(begun);
    }
    await runErasures(needs, ids, options.signal);
    erased += ids.length;
    await options.onProgress?.(Math.min(from + batch, customers.length), customers.length);
  }
  return { erased };
}

/** Removes archives of requests once their days are over. Answers how many there were. */
export async function clearArchives(needs: RunNeeds): Promise<number> {
  const { db } = needs.database;
  const { archiveDays } = await readRetention(db);
  const before = new Date(needs.clock.now().getTime() - archiveDays * 86_400_000);
  const old = await findArchives(db, { before });
  for (const hash of old) await rm(archivePath(needs.folder, hash), { force: true });
  return old.length;
}
