import { createReadStream } from 'node:fs';
import { findCustomer, noSuchCustomer } from '#identify/customers';
import { CustomerParams } from '#identify/customers/api';
import type { Clock } from '#platform/clock';
import { isRefusal, refuse } from '#platform/errors';
import { type AnyRoute, raw, route } from '#platform/http';
import {
  ImportedOppositions,
  ImportOppositionsQuery,
  NewWordingBody,
  OppositionCheckReply,
  OppositionListParams,
  OppositionListsReply,
  PermissionsQuery,
  PermissionsReply,
  ProofParams,
  ProofReply,
  proofBytesMax,
  Wording,
  WordingsReply,
} from './api.ts';
import { checkOppositions } from './check-oppositions.ts';
import { importOppositions } from './import-oppositions.ts';
import { deleteList, listOppositionLists, type OppositionList } from './oppositions.store.ts';
import { ruleRoutes } from './permission-rules.routes.ts';
import { hasProof, keepProof, proofPath } from './proofs.ts';
import { type PermissionNeeds, readPermissions } from './read-permissions.ts';
import { addWording, listWordings, type StoredWording } from './wordings.store.ts';

export type PermissionRouteNeeds = PermissionNeeds & { readonly clock: Clock; readonly folder: string };

/** What may be done and by which rule; the rules, wordings, proofs and lists of opposition behind it. */
export function permissionRoutes(needs: PermissionRouteNeeds): AnyRoute[] {
  return [...stateRoutes(needs), ...ruleRoutes(needs), ...proofRoutes(needs), ...listRoutes(needs)];
}

function stateRoutes(needs: PermissionRouteNeeds): AnyRoute[] {
  const { db, clock } = needs;
  return [
    route({
      method: 'GET',
      path: '/api/v1/customers/:customerId/permissions',
      permission: 'customers:read',
      summary:
        'What may be done with a customer’s channels on a day (today, when left out), and by which statement or rule',
      params: CustomerParams,
      query: PermissionsQuery,
      reply: PermissionsReply,
      handle: async ({ params, query }) => {
        const customer = await findCustomer(db, params.customerId);
        if (customer === undefined) return noSuchCustomer(params.customerId);
        const asOf = query.asOf === undefined ? clock.now() : new Date(`${query.asOf}T23:59:59.999Z`);
        const items = await readPermissions(needs, customer, asOf);
        return { asOf: asOf.toISOString().slice(0, 10), items };
      },
    }),
  ];
}

function proofRoutes({ db, clock, folder }: PermissionRouteNeeds): AnyRoute[] {
  return [
    route({
      method: 'GET',
      path: '/api/v1/wordings',
      permission: 'customers:read',
      summary: 'What people read when they say yes or no, every version',
      reply: WordingsReply,
      handle: async () => ({ items: (await listWordings(db)).map(wordingView) }),
    }),
    route({
      method: 'POST',
      path: '/api/v1/wordings',
      permission: 'privacy:write',
      summary: 'Keep a wording, as the next version of its name',
      audit: 'wording.added',
      status: 201,
      body: NewWordingBody,
      reply: Wording,
      handle: async ({ body, actor }) =>
        wordingView(
          await addWording(db, { ...body, createdBy: actor?.name ?? 'nobody', createdAt: clock.now() }),
        ),
    }),
    route({
      method: 'POST',
      path: '/api/v1/consents/proofs',
      permission: 'customers:write',
      summary:
        'Send a file that proves a permission (multipart/form-data, 5 MB at most): it is named by its SHA-256',
      audit: 'consent.proof-kept',
      upload: { maxBytes: proofBytesMax + 1 },
      status: 201,
      reply: ProofReply,
      handle: ({ upload }) =>
        upload === undefined
          ? Promise.resolve(refuse('invalid', 'no-file', 'Send one file as multipart/form-data.'))
          : keepProof(upload.content, folder),
    }),
    route({
      method: 'GET',
      path: '/api/v1/consents/proofs/{proof}',
      permission: 'customers:read',
      summary: 'A file that proves a permission',
      audit: 'consent.proof-fetched',
      params: ProofParams,
      handle: async ({ params: { proof } }) => {
        if (!(await hasProof(folder, proof)))
          return refuse('not-found', 'no-such-proof', `There is no proof ${proof}.`);
        return raw(createReadStream(proofPath(folder, proof)), {
          'content-type': 'application/octet-stream',
          'content-disposition': `attachment; filename="proof-${proof.slice(0, 8)}"`,
        });
      },
    }),
  ];
}

const channelsOf = { email: 'email', phone: 'phone,sms', address: 'post' } as const;

function listRoutes({ db, clock }: PermissionRouteNeeds): AnyRoute[] {
  return [
    route({
      method: 'GET',
      path: '/api/v1/opposition-lists',
      permission: 'privacy:read',
      summary: 'Lists of people who object to being contacted; their values are kept as marks only',
      reply: OppositionListsReply,
      handle: async () => ({ items: (await listOppositionLists(db)).map(listView) }),
    }),
    route({
      method: 'POST',
      path: '/api/v1/opposition-lists',
      permission: 'privacy:write',
      summary:
        'Take in a list of opposition (multipart/form-data, one value a line), in place of the one of that name',
      audit: 'opposition-list.imported',
      upload: { maxBytes: 1_000_000_000 },
      query: ImportOppositionsQuery,
      status: 201,
      reply: ImportedOppositions,
      handle: async ({ query, upload, actor }) => {
        if (upload === undefined)
          return refuse('invalid', 'no-file', 'Send one file as multipart/form-data.');
        const obtainedOn = query.obtainedOn ?? clock.now().toISOString().slice(0, 10);
        const expiresOn =
          query.expiresOn ??
          `${Number(obtainedOn.slice(0, 4)) + 1}${obtainedOn.slice(4).replace('-02-29', '-03-01')}`;
        const list = await importOppositions(db, {
          ...{ name: query.name, kind: query.kind, obtainedOn, expiresOn, content: upload.content },
          channels: (query.channels ?? channelsOf[query.kind]).split(','),
          ...{ by: actor?.name ?? 'nobody', at: clock.now() },
        });
        return isRefusal(list) ? list : { ...listView(list), leftOut: list.leftOut };
      },
    }),
    route({
      method: 'GET',
      path: '/api/v1/opposition-lists/{listId}/check',
      permission: 'privacy:read',
      summary: 'A list held against the base as it is now: how many customers are on it',
      params: OppositionListParams,
      reply: OppositionCheckReply,
      handle: ({ params }) => checkOppositions(db, { listId: params.listId, at: clock.now() }),
    }),
    route({
      method: 'DELETE',
      path: '/api/v1/opposition-lists/{listId}',
      permission: 'privacy:write',
      summary: 'Remove a list of opposition: it closes nothing any more',
      audit: 'opposition-list.removed',
      params: OppositionListParams,
      reply: OppositionListsReply,
      handle: async ({ params }) => {
        if (!(await deleteList(db, params.listId)))
          return refuse('not-found', 'no-such-list', `There is no list ${params.listId}.`);
        return { items: (await listOppositionLists(db)).map(listView) };
      },
    }),
  ];
}

const listView = ({ importedAt, ...list }: OppositionList) => ({
  ...list,
  importedAt: importedAt.toISOString(),
});
const wordingView = ({ createdAt, ...wording }: StoredWording) => ({
  ...wording,
  createdAt: createdAt.toISOString(),
});
