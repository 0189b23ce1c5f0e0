import { stat } from 'node:fs/promises';
import { readCustomerNames } from '#identify/customers';
import type { Clock } from '#platform/clock';
import type { Database } from '#platform/database';
import { type Outcome, refuse } from '#platform/errors';
import type { RequestReply, RequestsReply, RequestView } from './api.ts';
import { archivePath } from './archives/make-archive.ts';
import { noSuchRequest } from './change-request.ts';
import {
  findRequest,
  listSteps,
  listStoredRequests,
  type RequestFilter,
  type StoredRequest,
} from './requests.store.ts';

export type ReadNeeds = { readonly db: Database; readonly clock: Clock; readonly folder: string };

/** Requests by deadline, the most pressing first; those that have ended last. */
export async function listRequests(
  { db, clock }: ReadNeeds,
  query: RequestFilter & { readonly limit: number; readonly cursor?: string | undefined },
): Promise<Outcome<RequestsReply>> {
  const after = query.cursor === undefined ? undefined : placeOf(query.cursor);
  if (after === null) return refuse('invalid', 'bad-cursor', 'The cursor is not one this list gave.');
  const requests = await listStoredRequests(db, query, { after, limit: query.limit });
  const names = await readCustomerNames(db, [...new Set(requests.map(({ customerId }) => customerId))]);
  const last = requests.length === query.limit ? requests.at(-1) : undefined;
  return {
    items: requests.map((request) => viewOf(request, names, clock.now())),
    nextCursor: last === undefined ? null : [Number(hasEnded(last)), last.dueOn, last.requestId].join('~'),
  };
}

function placeOf(cursor: string): readonly [string, string, number] | null {
  const found = /^([01])~(\d{4}-\d\d-\d\d)~(\d{1,15})$/.exec(cursor);
  return found === null ? null : [found[1] ?? '', found[2] ?? '', Number(found[3])];
}

const hasEnded = ({ state }: StoredRequest) => state === 'done' || state === 'refused';
const dayMs = 86_400_000;

function viewOf(request: StoredRequest, names: ReadonlyMap<number, string>, now: Date): RequestView {
  const { details: _details, erasureId: _erasureId, createdAt, endedAt, ...shown } = request;
  const today = new Date(now.toISOString().slice(0, 10));
  return {
    ...shown,
    customerName: names.get(request.customerId) ?? null,
    daysLeft: hasEnded(request) ? null : Math.round((Date.parse(request.dueOn) - today.getTime()) / dayMs),
    createdAt: createdAt.toISOString(),
    endedAt: endedAt?.toISOString() ?? null,
  };
}

/** One request, what was done about it, and its archive. */
export async function readRequest(
  { db, clock, folder }: ReadNeeds,
  requestId: number,
): Promise<Outcome<RequestReply>> {
  const request = await findRequest(db, requestId);
  if (request === undefined) return noSuchRequest(requestId);
  const steps = await listSteps(db, requestId);
  const made = steps.findLast(({ act }) => act === 'archive-made')?.details;
  const hash = typeof made?.['sha256'] === 'string' ? made['sha256'] : undefined;
  const file = hash === undefined ? undefined : await stat(archivePath(folder, hash)).catch(() => undefined);
  return {
    ...viewOf(request, await readCustomerNames(db, [request.customerId]), clock.now()),
    details: request.details,
    steps: steps.map((step) => ({ ...step, at: step.at.toISOString() })),
    archive:
      hash === undefined
        ? null
        : { sha256: hash, bytes: Number(made?.['bytes'] ?? 0), kept: file !== undefined },
  };
}
