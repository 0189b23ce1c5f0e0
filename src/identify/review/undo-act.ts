import { lockIdentity } from '#identify/customers';
import { decisionsOfAct, findAct, lastActBy } from '#identify/matching';
import { inTransaction } from '#platform/database';
import { type Outcome, refuse } from '#platform/errors';
import { type ActDone, type ActNeeds, recordAct } from './record-act.ts';

/**
 * Takes an act back, or the last one of whoever asks: what held of its pairs before holds again, unless a later act decided otherwise. Refuses an
 * act that was taken back, and to take back a taking back.
 */
export async function undoAct(
  needs: ActNeeds,
  input: { readonly actId?: number; readonly by: string },
): Promise<Outcome<ActDone>> {
  return inTransaction(needs.db, async (trx) => {
    await lockIdentity(trx);
    const actId = input.actId ?? (await lastActBy(trx, input.by));
    const act = actId === undefined ? undefined : await findAct(trx, actId);
    if (actId === undefined)
      return refuse('conflict', 'nothing-to-undo', 'You decided nothing that could be undone.');
    if (act === undefined) return refuse('not-found', 'no-such-act', `There is no act ${actId}.`);
    if (act.kind === 'undo')
      return refuse('conflict', 'undo-of-undo', 'An undoing is not undone: decide again instead.');
    if (act.undoneBy !== null)
      return refuse('conflict', 'undone-already', `Act ${actId} was undone already.`);
    const pairs = await decisionsOfAct(trx, actId);
    const concerned = [...new Set(pairs.flatMap(({ low, high }) => [low, high]))];
    const undo = { kind: 'undo' as const, undoes: actId, by: input.by, note: '', decisions: [] };
    return recordAct(trx, needs, undo, concerned);
  });
}
