import type { z } from 'zod';
import { type Database, inTransaction } from '#platform/database';
import { type Outcome, refuse } from '#platform/errors';
import type { ChangeRequestBody } from './api.ts';
import { legalMonths, monthsAfter } from './request.ts';
import { addStep, findRequest, updateRequest } from './requests.store.ts';

export const noSuchRequest = (requestId: number) =>
  refuse('not-found', 'no-such-request', `There is no request ${requestId}.`, { requestId });

const ended = (requestId: number, state: string) =>
  refuse('conflict', 'request-ended', `Request ${requestId} has ended (${state}); open a new one.`, {
    requestId,
    state,
  });

type Doing = { readonly requestId: number; readonly by: string; readonly at: Date };

/**
 * Gives a request an owner, two months more for a reason (once), or a note. Refuses one that has ended, and a second extension.
 */
export async function changeRequest(
  db: Database,
  input: Doing & { readonly change: z.infer<typeof ChangeRequestBody> },
): Promise<Outcome<true>> {
  const { requestId, by, at, change } = input;
  return inTransaction(db, async (trx) => {
    const request = await findRequest(trx, requestId, { lock: true });
    if (request === undefined) return noSuchRequest(requestId);
    if (request.state === 'done' || request.state === 'refused') return ended(requestId, request.state);
    if (change.extendBecause !== undefined) {
      if (request.extendedBecause !== null)
        return refuse(
          'conflict',
          'extended-already',
          `Request ${requestId} was extended already, until ${request.dueOn}.`,
        );
      const dueOn = monthsAfter(request.receivedOn, legalMonths.answer + legalMonths.extension);
      await updateRequest(trx, requestId, { dueOn, extendedBecause: change.extendBecause });
      await addStep(trx, requestId, {
        act: 'extended',
        details: { dueOn, because: change.extendBecause },
        by,
        at,
      });
    }
    if (change.owner !== undefined) {
      await updateRequest(trx, requestId, { owner: change.owner });
      await addStep(trx, requestId, { act: 'given-to', details: { owner: change.owner }, by, at });
    }
    if (change.note !== undefined)
      await addStep(trx, requestId, { act: 'note', details: { note: change.note }, by, at });
    return true;
  });
}

/** Refuses what is asked, for a reason that is kept (article 12 (4)). Refuses itself when the request has ended or is being carried out. */
export async function refuseRequest(
  db: Database,
  input: Doing & { readonly because: string },
): Promise<Outcome<true>> {
  const { requestId, by, at, because } = input;
  return inTransaction(db, async (trx) => {
    const request = await findRequest(trx, requestId, { lock: true });
    if (request === undefined) return noSuchRequest(requestId);
    if (request.state !== 'open') return ended(requestId, request.state);
    await updateRequest(trx, requestId, { state: 'refused', endedAt: at });
    await addStep(trx, requestId, { act: 'refused', details: { because }, by, at });
    return true;
  });
}
