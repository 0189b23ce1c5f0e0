import { objectTo } from '#identify/consent';
import { rectifyCustomer } from '#identify/customers';
import { type DatabaseTransaction, inTransaction } from '#platform/database';
import { isRefusal, type Outcome, type Refusal } from '#platform/errors';
import { Correction, Objected } from './api.ts';
import { makeArchive } from './archives/make-archive.ts';
import { noSuchRequest } from './change-request.ts';
import { beginErasure } from './erasing/begin-erasure.ts';
import { findErasureOf, readErasures } from './erasing/erasures.store.ts';
import { type ErasureNeeds, runErasures } from './erasing/run-erasures.ts';
import { addStep, findRequest, type StoredRequest, updateRequest } from './requests.store.ts';

export type RunNeeds = ErasureNeeds & { readonly folder: string };

/**
 * Carries out a request: makes the archive, corrects, withdraws, erases; then ends it with the proof of what was done. Bears being
 * cut short and run again, and does nothing to one that has ended. Refuses a customer that is no more, and then stays open.
 */
export async function runRequest(
  needs: RunNeeds,
  input: { readonly requestId: number; readonly by: string; readonly signal?: AbortSignal },
): Promise<Outcome<StoredRequest>> {
  const { requestId } = input;
  const { db } = needs.database;
  const begun = await inTransaction(db, (trx) => begin(trx, needs, input));
  if (isRefusal(begun)) return putDown(needs, input, begun);
  if (begun.state === 'running') {
    const failed = await carryOut(needs, begun, input);
    if (failed !== undefined) return putDown(needs, input, failed);
  }
  return (await findRequest(db, requestId)) ?? begun;
}

/** Leaves open a request that cannot be carried out as it is, and says why in its proof. */
function putDown(
  needs: RunNeeds,
  { requestId, by }: { readonly requestId: number; readonly by: string },
  why: Refusal,
): Promise<Refusal> {
  return inTransaction(needs.database.db, async (trx) => {
    const request = await findRequest(trx, requestId, { lock: true });
    if (request === undefined || request.endedAt !== null) return why;
    await updateRequest(trx, requestId, { state: 'open' });
    const { code, message } = why;
    await addStep(trx, requestId, { act: 'not-done', details: { code, message }, by, at: needs.clock.now() });
    return why;
  });
}

async function begin(
  trx: DatabaseTransaction,
  { clock }: RunNeeds,
  { requestId, by }: { readonly requestId: number; readonly by: string },
): Promise<Outcome<StoredRequest>> {
  const request = await findRequest(trx, requestId, { lock: true });
  if (request === undefined) return noSuchRequest(requestId);
  if (request.state === 'done' || request.state === 'refused') return request;
  const at = clock.now();
  if (request.kind === 'erasure' && request.erasureId === null) {
    const erasureId = await erasureFor(trx, { customerId: request.customerId, by, at });
    if (isRefusal(erasureId)) return erasureId;
    await updateRequest(trx, requestId, { erasureId });
    await addStep(trx, requestId, { act: 'erasure-begun', details: { erasureId }, by, at });
  }
  await updateRequest(trx, requestId, { state: 'running' });
  return (await findRequest(trx, requestId)) ?? request;
}

/** Begins to erase her; the erasure there was when she is erased already: it answers whoever asks again. */
async function erasureFor(
  trx: DatabaseTransaction,
  asked: { readonly customerId: number; readonly by: string; readonly at: Date },
): Promise<Outcome<string>> {
  const begun = await beginErasure(trx, { ...asked, reason: 'request' });
  return isRefusal(begun) ? ((await findErasureOf(trx, asked.customerId)) ?? begun) : begun;
}

type Doing = { readonly by: string; readonly signal?: AbortSignal };

async function carryOut(
  needs: RunNeeds,
  request: StoredRequest,
  { by, signal }: Doing,
): Promise<Refusal | undefined> {
  const { db } = needs.database;
  switch (request.kind) {
    case 'erasure': {
      const { erasureId = null } = request;
      if (erasureId === null) throw new Error(`Request ${request.requestId} has no erasure.`);
      await runErasures(needs, [erasureId], signal);
      const [erasure] = await readErasures(db, [erasureId]);
      return end(needs, request, by, async () => ({
        act: 'erased',
        details: { erasureId, ...erasure?.counts },
      }));
    }
    case 'rectification':
      return end(needs, request, by, async (trx) => {
        const fields = Correction.parse(request.details['fields']);
        const { customerId } = request;
        const done = await rectifyCustomer(trx, { customerId, fields, at: needs.clock.now() });
        return isRefusal(done) ? done : { act: 'corrected', details: done, keep: { fields: done.fields } };
      });
    case 'objection':
      return end(needs, request, by, async (trx) => {
        const against = Objected.array()
          .nullable()
          .parse(request.details['against'] ?? null);
        const { customerId, requestId } = request;
        const done = await objectTo(trx, { customerId, against, requestId, by, at: needs.clock.now() });
        return isRefusal(done) ? done : { act: 'withdrawn', details: done };
      });
    default:
      return archive(needs, request, by);
  }
}

async function archive(needs: RunNeeds, request: StoredRequest, by: string): Promise<Refusal | undefined> {
  const { customerId, kind } = request;
  const made = await makeArchive(
    { ...needs, db: needs.database.db },
    {
      customerId,
      kind: kind === 'access' ? 'access' : 'portability',
      language: request.details['language'] === 'en' ? 'en' : 'fr',
      at: needs.clock.now(),
    },
  );
  return end(needs, request, by, async () =>
    isRefusal(made) ? made : { act: 'archive-made', details: made },
  );
}

type Done = {
  readonly act: string;
  readonly details: Readonly<Record<string, unknown>>;
  /** What is left of the request's words once it is done. */
  readonly keep?: Readonly<Record<string, unknown>>;
};

/** Does the last of a request and ends it, in one transaction; unless somebody else just did. */
function end(
  needs: RunNeeds,
  { requestId }: StoredRequest,
  by: string,
  work: (trx: DatabaseTransaction) => Promise<Outcome<Done>>,
): Promise<Refusal | undefined> {
  return inTransaction(needs.database.db, async (trx) => {
    const request = await findRequest(trx, requestId, { lock: true });
    if (request?.state !== 'running') return undefined;
    const done = await work(trx);
    if (isRefusal(done)) return done;
    const at = needs.clock.now();
    const { act, details, keep } = done;
    await addStep(trx, requestId, { act, details, by, at });
    await updateRequest(trx, requestId, {
      state: 'done',
      endedAt: at,
      ...(keep === undefined ? {} : { details: keep }),
    });
    return undefined;
  });
}
