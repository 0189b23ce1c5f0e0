import {
  lockIdentity,
  missingPersons,
  readAllPictures,
  readPictures,
  refreshCustomers,
} from '#identify/customers';
import {
  countPending,
  dropRowsOfRetired,
  findModelInForce,
  lastNoted,
  learnModel,
  matchPersons,
  nextPending,
  nextUnsettled,
  readMatchingSettings,
  settle,
  takeEffect,
} from '#identify/matching';
import type { Clock } from '#platform/clock';
import { type DatabaseServer, inTransaction } from '#platform/database';

export type MatchingNeeds = {
  readonly server: Pick<DatabaseServer, 'db' | 'copy' | 'withLock'>;
  readonly clock: Clock;
};

export type MatchingInput = {
  /** Learn a new model whatever there is. */
  readonly learn?: boolean | undefined;
  readonly by: string;
  readonly signal?: AbortSignal | undefined;
  readonly onStep?: ((done: number, total: number | null) => Promise<void>) | undefined;
  /** Persons matched, or clustered anew, in one transaction: as long as it lasts, nobody else forms customers. */
  readonly batch?: number | undefined;
};

export type MatchingDone = {
  /** The model learnt, null when the one in force was kept. */
  readonly learnt: number | null;
  readonly matched: number;
  readonly settled: number;
};

/** Fewer persons teach nothing: equal keys are enough for them. */
export const fewestPersons = 50;
/** A base so many times larger than when its model was learnt deserves a new one. */
const growth = 2;
const usualBatch = { match: 500, settle: 2000 };

/**
 * Brings who is who up to date: learns a model when there is none, the base has doubled or somebody asks; matches whoever changed since; derives anew
 * the customers this concerns. Each batch is whole; stopped or killed anywhere, it goes on from there. One at a time.
 */
export async function runMatching(needs: MatchingNeeds, input: MatchingInput): Promise<MatchingDone> {
  const done = await needs.server.withLock('identify.matching', async (lost) => {
    const signals = [lost, ...(input.signal === undefined ? [] : [input.signal])];
    const run = { ...input, signal: AbortSignal.any(signals) };
    const { on } = await readMatchingSettings(needs.server.db);
    const learnt = on ? await learnWhenDue(needs, run) : null;
    const model = await findModelInForce(needs.server.db);
    const settled = await settleAll(needs, run);
    const matched = on && model !== undefined ? await matchPending(needs, run) : 0;
    await dropRowsOfRetired(needs.server.db);
    return { learnt, matched, settled };
  });
  if (done === undefined) throw new Error('The lock of matching was not given.');
  return done;
}

async function learnWhenDue(needs: MatchingNeeds, run: MatchingInput): Promise<number | null> {
  const { db } = needs.server;
  const model = await findModelInForce(db);
  const waiting = await countPending(db);
  const due = model === undefined ? waiting >= fewestPersons : waiting >= (growth - 1) * model.persons;
  if (!due && run.learn !== true) return null;
  const noted = await lastNoted(db);
  const learnt = await learnModel(needs.server, {
    ...run,
    people: readAllPictures(db),
    at: needs.clock.now(),
  });
  if (learnt === undefined) return null;
  run.signal?.throwIfAborted();
  await inTransaction(db, async (trx) => {
    await lockIdentity(trx);
    const gone = await missingPersons(trx, [...learnt.personIds]);
    await takeEffect(trx, { modelId: learnt.modelId, gone, noted });
  });
  return learnt.modelId;
}

async function matchPending({ server, clock }: MatchingNeeds, run: MatchingInput): Promise<number> {
  const total = await countPending(server.db);
  for (let matched = 0; ; ) {
    run.signal?.throwIfAborted();
    const personIds = await inTransaction(server.db, async (trx) => {
      await lockIdentity(trx);
      const next = await nextPending(trx, run.batch ?? usualBatch.match);
      if (next.length === 0) return next;
      const concerned = await matchPersons(trx, { personIds: next, persons: await readPictures(trx, next) });
      await refreshCustomers(trx, { personIds: concerned, at: clock.now() });
      return next;
    });
    if (personIds.length === 0) return matched;
    matched += personIds.length;
    await run.onStep?.(matched, Math.max(total, matched));
  }
}

async function settleAll({ server, clock }: MatchingNeeds, run: MatchingInput): Promise<number> {
  for (let settled = 0; ; ) {
    run.signal?.throwIfAborted();
    const personIds = await inTransaction(server.db, async (trx) => {
      await lockIdentity(trx);
      const next = await nextUnsettled(trx, run.batch ?? usualBatch.settle);
      if (next.length === 0) return next;
      await refreshCustomers(trx, { personIds: next, at: clock.now() });
      await settle(trx, next);
      return next;
    });
    if (personIds.length === 0) return settled;
    settled += personIds.length;
    await run.onStep?.(settled, null);
  }
}
