import { type Database, type DatabaseTransaction, sql } from '#platform/database';
import type { RequestKind, RequestState } from './request.ts';

export type StoredRequest = {
  readonly requestId: number;
  readonly kind: RequestKind;
  readonly customerId: number;
  readonly receivedOn: string;
  readonly dueOn: string;
  readonly extendedBecause: string | null;
  readonly owner: string | null;
  readonly state: RequestState;
  readonly details: Readonly<Record<string, unknown>>;
  readonly erasureId: string | null;
  readonly createdBy: string;
  readonly createdAt: Date;
  readonly endedAt: Date | null;
};

const columns = sql`
  request_id as "requestId", kind, customer_id as "customerId", received_on as "receivedOn", due_on as "dueOn",
  extended_because as "extendedBecause", owner, state, details, erasure_id as "erasureId", created_by as "createdBy",
  created_at as "createdAt", ended_at as "endedAt"`;

export async function insertRequest(
  trx: DatabaseTransaction,
  request: Pick<
    StoredRequest,
    'kind' | 'customerId' | 'receivedOn' | 'dueOn' | 'owner' | 'details' | 'createdBy' | 'createdAt'
  >,
): Promise<number> {
  const { rows } = await sql<{ id: number }>`
    insert into identify.data_request (kind, customer_id, received_on, due_on, owner, state, details, created_by, created_at)
    values (${request.kind}, ${request.customerId}, ${request.receivedOn}, ${request.dueOn}, ${request.owner}, 'open',
      ${JSON.stringify(request.details)}::jsonb, ${request.createdBy}, ${request.createdAt})
    returning request_id as id`.execute(trx);
  return rows[0]?.id ?? 0;
}

/** One request; `lock` keeps it as it is until the transaction ends. */
export async function findRequest(
  db: Database,
  requestId: number,
  options: { readonly lock?: boolean } = {},
): Promise<StoredRequest | undefined> {
  const lock = options.lock === true ? sql`for update` : sql``;
  const { rows } = await sql<StoredRequest>`
    select ${columns} from identify.data_request where request_id = ${requestId} ${lock}`.execute(db);
  return rows[0];
}

export type RequestFilter = {
  readonly state?: RequestState | 'live' | undefined;
  readonly kind?: RequestKind | undefined;
  readonly customerId?: number | undefined;
};

/** Requests in the order of their deadlines, those that have ended after the others; on from a place. */
export async function listStoredRequests(
  db: Database,
  filter: RequestFilter,
  page: { readonly after?: readonly [string, string, number] | undefined; readonly limit: number },
): Promise<StoredRequest[]> {
  const ended = sql`(state in ('done', 'refused'))::int::text`;
  const [sorted, due, id] = page.after ?? [null, null, null];
  const states = filter.state === 'live' ? ['open', 'running'] : [filter.state ?? null];
  const { rows } = await sql<StoredRequest>`
    select ${columns} from identify.data_request
    where (${states[0]}::text is null or state = any (${states}::text[]))
      and (${filter.kind ?? null}::text is null or kind = ${filter.kind ?? null})
      and (${filter.customerId ?? null}::bigint is null or customer_id = ${filter.customerId ?? null})
      and (${sorted}::text is null or (${ended}, due_on, request_id) > (${sorted}, ${due}::date, ${id}::bigint))
    order by ${ended}, due_on, request_id limit ${page.limit}`.execute(db);
  return rows;
}

/** Changes what people may change of a request. */
export async function updateRequest(
  trx: DatabaseTransaction,
  requestId: number,
  change: Partial<
    Pick<StoredRequest, 'owner' | 'dueOn' | 'extendedBecause' | 'state' | 'details' | 'erasureId' | 'endedAt'>
  >,
): Promise<void> {
  const { owner, dueOn, extendedBecause, state, details, erasureId, endedAt } = change;
  await sql`
    update identify.data_request set
      owner = case when ${owner !== undefined} then ${owner ?? null} else owner end,
      due_on = coalesce(${dueOn ?? null}::date, due_on),
      extended_because = coalesce(${extendedBecause ?? null}, extended_because),
      state = coalesce(${state ?? null}, state),
      details = coalesce(${details === undefined ? null : JSON.stringify(details)}::jsonb, details),
      erasure_id = coalesce(${erasureId ?? null}::uuid, erasure_id),
      ended_at = coalesce(${endedAt ?? null}, ended_at)
    where request_id = ${requestId}`.execute(trx);
}

export type StoredStep = {
  readonly act: string;
  readonly details: Readonly<Record<string, unknown>>;
  readonly by: string;
  readonly at: Date;
};

/** Adds to the proof of a request. */
export async function addStep(trx: DatabaseTransaction, requestId: number, step: StoredStep): Promise<void> {
  await sql`
    insert into identify.data_request_step (request_id, act, details, by, at)
    values (${requestId}, ${step.act}, ${JSON.stringify(step.details)}::jsonb, ${step.by}, ${step.at})`.execute(
    trx,
  );
}

export async function listSteps(db: Database, requestId: number): Promise<StoredStep[]> {
  const { rows } = await sql<StoredStep>`
    select act, details, by, at from identify.data_request_step where request_id = ${requestId} order by step_id`.execute(
    db,
  );
  return rows;
}

/** Archives made before a moment, or for the requests of some customers, by their hashes. */
export async function findArchives(
  db: Database,
  of: { readonly before?: Date; readonly customerIds?: readonly number[] },
): Promise<string[]> {
  const { rows } = await sql<{ hash: string }>`
    select distinct s.details ->> 'sha256' as hash
    from identify.data_request_step s join identify.data_request r using (request_id)
    where s.act = 'archive-made' and (${of.before ?? null}::timestamptz is null or s.at < ${of.before ?? null})
      and (${of.customerIds === undefined} or r.customer_id = any (${of.customerIds ?? []}::bigint[]))`.execute(
    db,
  );
  return rows.map(({ hash }) => hash);
}

/** What the requests of erased people said in words; what was done, when and by whom stays. */
export async function emptyRequests(
  trx: DatabaseTransaction,
  customerIds: readonly number[],
): Promise<number> {
  await sql`
    update identify.data_request_step s set details = s.details - 'note' - 'because'
    from identify.data_request r
    where r.request_id = s.request_id and r.customer_id = any (${customerIds}::bigint[])`.execute(trx);
  const { numAffectedRows } = await sql`
    update identify.data_request set details = '{}',
      extended_because = case when extended_because is null then null else '' end
    where customer_id = any (${customerIds}::bigint[]) and (details <> '{}' or extended_because <> '')`.execute(
    trx,
  );
  return Number(numAffectedRows ?? 0);
}
