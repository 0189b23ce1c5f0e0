import type { Clock } from '../platform/clock/index.ts';
import type { Database } from '../platform/database/index.ts';
import { isRefusal, refuse } from '../platform/errors/index.ts';
import { type Actor, type AnyRoute, raw, route } from '../platform/http/index.ts';
import { sha256 } from '../platform/ids/index.ts';
import { findAccount } from './account.store.ts';
import { ChangeMeBody, Done, Me, SignInBody } from './api.ts';
import { changeMe } from './change-account.ts';
import { sessionCookie } from './find-actor.ts';
import { permissionsOf, type Role } from './role.ts';
import { deleteSession } from './session.store.ts';
import { signIn } from './sign-in.ts';

type Needs = { db: Database; clock: Clock; secureCookies: boolean; currency: string };

/** The session token of a Cookie header. */
export function sessionToken(cookies: string | undefined): string {
  return new RegExp(`(?:^|;\\s*)${sessionCookie}=([^;]*)`).exec(cookies ?? '')?.[1] ?? '';
}

async function describe(actor: Actor, { db, currency }: Needs) {
  const account = actor.kind === 'user' ? await findAccount(db, actor.id) : undefined;
  const role = actor.role as Role;
  return {
    kind: actor.kind,
    id: actor.id,
    name: account?.name ?? actor.name,
    email: account?.email ?? null,
    role,
    language: account?.language ?? ('fr' as const),
    permissions: [...permissionsOf[role]],
    currency,
  };
}

function cookie(value: string, secondsMax: number, secure: boolean): string {
  return `${sessionCookie}=${value}; Path=/; HttpOnly; SameSite=Strict; Max-Age=${secondsMax}${secure ? '; Secure' : ''}`;
}

/** Signing in and out, and one's own account. */
export function sessionRoutes(needs: Needs): AnyRoute[] {
  const { db, clock, secureCookies } = needs;
  return [
    route({
      method: 'POST',
      path: '/api/v1/session',
      permission: 'public',
      summary: 'Sign in',
      body: SignInBody,
      reply: Me,
      handle: async ({ body, ip }) => {
        const opened = await signIn({ ...body, ip }, needs);
        if (isRefusal(opened)) return opened;
        const account = await findAccount(db, opened.accountId);
        if (account === undefined)
          return refuse('unauthenticated', 'wrong-credentials', 'This account was just removed.');
        const me = await describe(
          { kind: 'user', id: account.accountId, name: account.name, role: account.role },
          needs,
        );
        const seconds = Math.trunc((opened.expiresAt.getTime() - clock.now().getTime()) / 1000);
        return raw(JSON.stringify(me), {
          'content-type': 'application/json',
          'set-cookie': cookie(opened.token, seconds, secureCookies),
        });
      },
    }),
    route({
      method: 'DELETE',
      path: '/api/v1/session',
      permission: 'actor',
      summary: 'Sign out',
      reply: Done,
      handle: async ({ headers }) => {
        await deleteSession(db, sha256(sessionToken(headers['cookie'])));
        return raw('{"done":true}', {
          'content-type': 'application/json',
          'set-cookie': cookie('', 0, secureCookies),
        });
      },
    }),
    route({
      method: 'GET',
      path: '/api/v1/me',
      permission: 'actor',
      summary: 'Who is signed in, and what they may do',
      reply: Me,
      handle: async ({ actor }) =>
        actor === undefined ? refuse('unauthenticated', 'sign-in', 'Sign in first.') : describe(actor, needs),
    }),
    route({
      method: 'PATCH',
      path: '/api/v1/me',
      permission: 'actor',
      summary: 'Change one’s own name, language or password',
      body: ChangeMeBody,
      reply: Me,
      audit: 'me.change',
      handle: async ({ actor, body, headers }) => {
        if (actor?.kind !== 'user')
          return refuse('forbidden', 'not-a-user', 'An API key has no account to change.');
        const changed = await changeMe(actor.id, body, {
          db,
          sessionHash: sha256(sessionToken(headers['cookie'])),
        });
        return isRefusal(changed) ? changed : describe(actor, needs);
      },
    }),
  ];
}
