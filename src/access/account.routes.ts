import { z } from 'zod';
import type { Clock } from '../platform/clock/index.ts';
import type { Database } from '../platform/database/index.ts';
import { isRefusal, refuse } from '../platform/errors/index.ts';
import { type AnyRoute, route } from '../platform/http/index.ts';
import { type AccountRow, listAccounts } from './account.store.ts';
import { addAccount } from './add-account.ts';
import {
  Accounts,
  ApiKey,
  ApiKeys,
  AuditEntries,
  ChangeAccountBody,
  ChangedAccount,
  NewAccount,
  NewAccountBody,
  NewApiKey,
  NewApiKeyBody,
  PageQuery,
} from './api.ts';
import { addApiKey, type ApiKeyRow, listApiKeys, revokeApiKey } from './api-key.ts';
import { listAudit } from './audit.store.ts';
import { changeAccount } from './change-account.ts';

type Needs = { db: Database; clock: Clock };

const iso = (date: Date | null) => date?.toISOString() ?? null;
const shownAccount = (row: AccountRow) => ({
  ...row,
  disabledAt: iso(row.disabledAt),
  createdAt: row.createdAt.toISOString(),
});
const shownKey = (row: ApiKeyRow) => ({
  ...row,
  createdAt: row.createdAt.toISOString(),
  usedAt: iso(row.usedAt),
  revokedAt: iso(row.revokedAt),
});
const cursorNumber = (cursor: string | undefined) =>
  /^\d{1,15}$/.test(cursor ?? '') ? Number(cursor) : undefined;

/** Users, for administrators. */
export function accountRoutes(needs: Needs): AnyRoute[] {
  return [
    route({
      method: 'GET',
      path: '/api/v1/accounts',
      permission: 'accounts:read',
      summary: 'Users, by page',
      query: PageQuery,
      reply: Accounts,
      handle: async ({ query }) => {
        const rows = await listAccounts(
          needs.db,
          cursorNumber(query.cursor) ?? 0,
          query.limit + 1,
          query.search ?? '',
        );
        const items = rows.slice(0, query.limit).map(shownAccount);
        return { items, nextCursor: rows.length > query.limit ? String(items.at(-1)?.accountId) : null };
      },
    }),
    route({
      method: 'POST',
      path: '/api/v1/accounts',
      permission: 'accounts:write',
      summary: 'Add a user; the password is in the reply, this once',
      body: NewAccountBody,
      reply: NewAccount,
      status: 201,
      audit: 'account.add',
      secretReply: true,
      handle: async ({ body }) => {
        const added = await addAccount(body, needs);
        return isRefusal(added) ? added : { ...shownAccount(added), password: added.password };
      },
    }),
    route({
      method: 'PATCH',
      path: '/api/v1/accounts/:accountId',
      permission: 'accounts:write',
      summary: 'Change a user: name, role, disable, reset the password',
      params: z.object({ accountId: z.coerce.number().int().positive() }),
      body: ChangeAccountBody,
      reply: ChangedAccount,
      audit: 'account.change',
      handle: async ({ params, body }) => {
        const changed = await changeAccount(params.accountId, body, needs);
        return isRefusal(changed) ? changed : { ...shownAccount(changed), password: changed.password };
      },
    }),
  ];
}

/** API keys and the audit log, for administrators. */
export function keyRoutes(needs: Needs): AnyRoute[] {
  return [
    route({
      method: 'GET',
      path: '/api/v1/api-keys',
      permission: 'accounts:read',
      summary: 'API keys, without the keys',
      reply: ApiKeys,
      handle: async () => ({ items: (await listApiKeys(needs.db)).map(shownKey) }),
    }),
    route({
      method: 'POST',
      path: '/api/v1/api-keys',
      permission: 'accounts:write',
      summary: 'Make an API key; the key is in the reply, this once',
      body: NewApiKeyBody,
      reply: NewApiKey,
      status: 201,
      audit: 'api-key.add',
      secretReply: true,
      handle: async ({ body, actor }) => {
        const added = await addApiKey(
          // The command line is nobody's account.
          { ...body, createdBy: actor?.kind === 'user' && actor.id > 0 ? actor.id : null },
          needs,
        );
        return { ...shownKey(added), key: added.key };
      },
    }),
    route({
      method: 'DELETE',
      path: '/api/v1/api-keys/:apiKeyId',
      permission: 'accounts:write',
      summary: 'Revoke an API key',
      params: z.object({ apiKeyId: z.coerce.number().int().positive() }),
      reply: ApiKey,
      audit: 'api-key.revoke',
      handle: async ({ params }) => {
        const revoked = await revokeApiKey(needs.db, params.apiKeyId, needs.clock.now());
        return revoked === undefined
          ? refuse('not-found', 'no-such-api-key', `There is no API key ${params.apiKeyId}.`)
          : shownKey(revoked);
      },
    }),
    route({
      method: 'GET',
      path: '/api/v1/audit',
      permission: 'audit:read',
      summary: 'The audit log, latest first',
      query: PageQuery,
      reply: AuditEntries,
      handle: async ({ query }) => {
        const rows = await listAudit(
          needs.db,
          cursorNumber(query.cursor),
          query.limit + 1,
          query.search ?? '',
        );
        const items = rows.slice(0, query.limit).map((row) => ({ ...row, at: row.at.toISOString() }));
        return { items, nextCursor: rows.length > query.limit ? String(items.at(-1)?.auditId) : null };
      },
    }),
  ];
}
