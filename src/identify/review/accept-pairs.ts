import { bitsOf } from '#analytics/matching';
import { lockIdentity } from '#identify/customers';
import { inTransaction } from '#platform/database';
import { type Outcome, refuse } from '#platform/errors';
import { rangeOf } from './list-queue.ts';
import { countWaiting, listWaiting } from './queue.store.ts';
import { type ActDone, type ActNeeds, type By, recordAct, unlabelled } from './record-act.ts';

/** So many pairs are accepted at once at most: each concerns two customers. */
const pairsAtOnce = 5_000;

/**
 * Decides all doubtful pairs from a probability on to be one person, in one act that is undone in one. They teach nothing of the model, since nobody
 * looked at them. Refuses when there are none, or more than 5,000.
 */
export async function acceptPairs(
  needs: ActNeeds,
  input: By & { readonly from: number },
): Promise<Outcome<ActDone>> {
  return inTransaction(needs.db, async (trx) => {
    await lockIdentity(trx);
    const doubtful = await rangeOf(trx, 'doubtful');
    const range = doubtful && { ...doubtful, fromBits: Math.max(doubtful.fromBits, bitsOf(input.from)) };
    const waiting = range === undefined ? 0 : await countWaiting(trx, range);
    if (range === undefined || waiting === 0)
      return refuse(
        'conflict',
        'nothing-to-accept',
        `No doubtful pair has a probability of ${input.from} or more.`,
      );
    if (waiting > pairsAtOnce)
      return refuse(
        'invalid',
        'too-many-pairs',
        `${waiting} pairs have a probability of ${input.from} or more; ${pairsAtOnce} at once is the most. Begin higher.`,
      );
    const pairs = await listWaiting(trx, range, { order: 'doubt', after: undefined, limit: pairsAtOnce });
    const decisions = unlabelled(
      pairs.map(({ low, high }) => [low, high] as const),
      'same',
    );
    const scope = { modelId: range.modelId, from: input.from };
    const act = { by: input.by, note: input.note, kind: 'accept' as const, scope, decisions };
    return recordAct(trx, needs, act, [...new Set(pairs.flatMap(({ low, high }) => [low, high]))]);
  });
}
