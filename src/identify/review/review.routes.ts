import { lockIdentity } from '#identify/customers';
import { changeMatchingSettings, listActs, readMatchingSettings } from '#identify/matching';
import { inTransaction } from '#platform/database';
import { type AnyRoute, route } from '#platform/http';
import type { Actor } from '#platform/http';
import type { JobDesk } from '#platform/jobs';
import { acceptPairs } from './accept-pairs.ts';
import {
  AcceptBody,
  ActParams,
  ActReply,
  ActsQuery,
  ActsReply,
  CustomerParams,
  CountPartingBody,
  CustomerTiesReply,
  DecideBody,
  MergeBody,
  ModelsReply,
  PairParams,
  PairReply,
  PartBody,
  PartCounts,
  QualityReply,
  QueueQuery,
  QueueReply,
  RunBody,
  RunReply,
  SettingsBody,
  StatusReply,
  UnmergeBody,
} from './api.ts';
import { decidePair } from './decide-pair.ts';
import { describePair, type PairNeeds } from './describe-pair.ts';
import { estimateQuality } from './estimate-quality.ts';
import { explainCustomer } from './explain-customer.ts';
import { listQueue } from './list-queue.ts';
import { mergeCustomers } from './merge-customers.ts';
import { readModels, readStatus } from './read-status.ts';
import { countParting, partInBulk } from './part-in-bulk.ts';
import type { ActNeeds } from './record-act.ts';
import { askForMatching } from './review.jobs.ts';
import { undoAct } from './undo-act.ts';
import { unmergeCustomer } from './unmerge-customer.ts';

export type ReviewNeeds = ActNeeds & PairNeeds & { readonly jobs: JobDesk };

const nameOf = (actor: Actor | undefined) => actor?.name ?? 'nobody';

/** Who is who over HTTP: what waits to be looked at, why, what was decided; merging and parting by hand; how good it is. */
export function reviewRoutes(needs: ReviewNeeds): AnyRoute[] {
  return [
    ...readingRoutes(needs),
    ...decidingRoutes(needs),
    ...bulkRoutes(needs),
    ...customerRoutes(needs),
    ...runningRoutes(needs),
  ];
}

function readingRoutes(needs: ReviewNeeds): AnyRoute[] {
  const { db } = needs;
  return [
    route({
      method: 'GET',
      path: '/api/v1/matching',
      permission: 'customers:read',
      summary:
        'Where matching stands: settings, model, what is still to be matched, what waits to be looked at',
      reply: StatusReply,
      handle: () => readStatus(needs),
    }),
    route({
      method: 'GET',
      path: '/api/v1/matching/queue',
      permission: 'customers:read',
      summary:
        'Pairs that somebody should look at, by default those where most is at stake and in doubt first',
      query: QueueQuery,
      reply: QueueReply,
      handle: ({ query }) => listQueue(db, query),
    }),
    route({
      method: 'GET',
      path: '/api/v1/matching/pairs/:low/:high',
      permission: 'customers:read',
      summary: 'Two records side by side, with what each field weighs',
      params: PairParams,
      reply: PairReply,
      handle: ({ params }) => describePair(needs, params),
    }),
    route({
      method: 'GET',
      path: '/api/v1/matching/acts',
      permission: 'customers:read',
      summary: 'What people decided, latest first',
      query: ActsQuery,
      reply: ActsReply,
      handle: async ({ query }) => {
        const acts = await listActs(db, query.before ?? null, query.limit + 1);
        const items = acts.slice(0, query.limit).map((act) => ({ ...act, at: act.at.toISOString() }));
        return { items, nextBefore: acts.length > items.length ? (items.at(-1)?.actId ?? null) : null };
      },
    }),
    route({
      method: 'GET',
      path: '/api/v1/matching/quality',
      permission: 'customers:read',
      summary: 'How many pairs are joined rightly, and found, from what people decided, with intervals',
      reply: QualityReply,
      handle: () => estimateQuality(db),
    }),
    route({
      method: 'GET',
      path: '/api/v1/matching/models',
      permission: 'customers:read',
      summary: 'Every model there was, latest first',
      reply: ModelsReply,
      handle: async () => ({ items: await readModels(db) }),
    }),
  ];
}

function decidingRoutes(needs: ReviewNeeds): AnyRoute[] {
  return [
    route({
      method: 'POST',
      path: '/api/v1/matching/decisions',
      permission: 'customers:write',
      summary: 'Decide whether two records are one person; it counts at once',
      body: DecideBody,
      reply: ActReply,
      status: 201,
      audit: 'matching.decided',
      handle: ({ body, actor }) => decidePair(needs, { ...body, by: nameOf(actor) }),
    }),
    route({
      method: 'POST',
      path: '/api/v1/matching/acts/:actId/undo',
      permission: 'customers:write',
      summary: 'Take back a decision, a merge or an un-merge',
      params: ActParams,
      reply: ActReply,
      status: 201,
      audit: 'matching.undone',
      handle: ({ params, actor }) => undoAct(needs, { ...params, by: nameOf(actor) }),
    }),
    route({
      method: 'POST',
      path: '/api/v1/matching/undo',
      permission: 'customers:write',
      summary: 'Take back the last thing you decided',
      reply: ActReply,
      status: 201,
      audit: 'matching.undone',
      handle: ({ actor }) => undoAct(needs, { by: nameOf(actor) }),
    }),
  ];
}

function bulkRoutes(needs: ReviewNeeds): AnyRoute[] {
  return [
    route({
      method: 'POST',
      path: '/api/v1/matching/accept',
      permission: 'matching:write',
      summary: 'Decide all doubtful pairs from a probability on to be one person',
      body: AcceptBody,
      reply: ActReply,
      status: 201,
      audit: 'matching.accepted',
      handle: ({ body, actor }) => acceptPairs(needs, { ...body, by: nameOf(actor) }),
    }),
    route({
      method: 'POST',
      path: '/api/v1/matching/unmerge/count',
      permission: 'matching:write',
      summary:
        'How many customers would fall apart if an import, a model or a range of probability had joined nobody',
      body: CountPartingBody,
      reply: PartCounts,
      handle: ({ body }) => countParting(needs.db, body),
    }),
    route({
      method: 'POST',
      path: '/api/v1/matching/unmerge',
      permission: 'matching:write',
      summary: 'Part what an import, a model or a range of probability joined, in one act',
      body: PartBody,
      reply: ActReply,
      status: 201,
      audit: 'matching.parted',
      handle: ({ body, actor }) => partInBulk(needs, { ...body, by: nameOf(actor) }),
    }),
  ];
}

function customerRoutes(needs: ReviewNeeds): AnyRoute[] {
  return [
    route({
      method: 'GET',
      path: '/api/v1/customers/:customerId/ties',
      permission: 'customers:read',
      summary: 'Why the records of a customer are held to be one person, and whom else they may be',
      params: CustomerParams,
      reply: CustomerTiesReply,
      handle: ({ params }) => explainCustomer(needs.db, params.customerId),
    }),
    route({
      method: 'POST',
      path: '/api/v1/customers/:customerId/merge',
      permission: 'customers:write',
      summary: 'Make one customer of several',
      params: CustomerParams,
      body: MergeBody,
      reply: ActReply,
      status: 201,
      audit: 'customers.merged',
      handle: ({ params, body, actor }) =>
        mergeCustomers(needs, {
          ...{ customerIds: [params.customerId, ...body.with], note: body.note },
          by: nameOf(actor),
        }),
    }),
    route({
      method: 'POST',
      path: '/api/v1/customers/:customerId/unmerge',
      permission: 'customers:write',
      summary: 'Part a customer into groups of her records',
      params: CustomerParams,
      body: UnmergeBody,
      reply: ActReply,
      status: 201,
      audit: 'customers.unmerged',
      handle: ({ params, body, actor }) => unmergeCustomer(needs, { ...params, ...body, by: nameOf(actor) }),
    }),
  ];
}

function runningRoutes(needs: ReviewNeeds): AnyRoute[] {
  return [
    route({
      method: 'POST',
      path: '/api/v1/matching/runs',
      permission: 'matching:write',
      summary: 'Match now whoever changed, or learn a new model; done by itself after imports',
      body: RunBody,
      reply: RunReply,
      status: 202,
      audit: 'matching.run-asked',
      handle: async ({ body, actor }) => ({
        jobId: await askForMatching(needs, { ...body, by: nameOf(actor) }),
      }),
    }),
    route({
      method: 'GET',
      path: '/api/v1/matching/settings',
      permission: 'customers:read',
      summary: 'From which probability records are one person, and from which somebody should look',
      reply: SettingsBody,
      handle: () => readMatchingSettings(needs.db),
    }),
    route({
      method: 'PUT',
      path: '/api/v1/matching/settings',
      permission: 'matching:write',
      summary: 'Change these, or switch matching off: customers follow, and come back when it is on again',
      body: SettingsBody,
      reply: SettingsBody,
      audit: 'matching.settings-changed',
      handle: async ({ body, actor }) => {
        const by = nameOf(actor);
        await inTransaction(needs.db, async (trx) => {
          await lockIdentity(trx);
          await changeMatchingSettings(trx, { settings: body, by, at: needs.clock.now() });
        });
        await askForMatching(needs, { learn: false, by });
        return body;
      },
    }),
  ];
}
