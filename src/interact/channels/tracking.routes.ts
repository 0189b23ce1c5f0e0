import { z } from 'zod';
import { findMessage } from '#interact/messages';
import { type AnyRoute, route } from '#platform/http';
import { followLink, showWebVersion } from './follow-link.ts';
import { isMachine } from './machine.ts';
import { recordTracked } from './record-tracked.ts';
import { readToken, type TokenKind } from './token.ts';
import type { TrackingNeeds } from './tracking.ts';
import {
  askReply,
  doneReply,
  lostReply,
  pixelReply,
  redirectReply,
  webVersionReply,
} from './tracking-pages.ts';
import { unsubscribe } from './unsubscribe.ts';

const Params = z.object({ token: z.string().max(200) });

/** The links inside messages, for mailboxes and their readers. Each carries its own signature; a bad one changes nothing and answers 404. */
export function trackingRoutes(needs: TrackingNeeds): AnyRoute[] {
  const read = (kind: TokenKind, text: string) => readToken(needs.signing.key, kind, text);
  const shared = { permission: 'public', hidden: true, params: Params } as const;
  return [
    route({
      ...shared,
      method: 'GET',
      path: '/t/o/{token}',
      summary: 'Open pixel',
      handle: async ({ params, headers }) => {
        const token = read('open', params.token.replace(/\.gif$/, ''));
        if (token === undefined) return lostReply(language(headers));
        const { messageId } = token;
        await recordTracked(needs, { messageId, kind: 'opened', machine: isMachine(headers['user-agent']) });
        return pixelReply();
      },
    }),
    route({
      ...shared,
      method: 'GET',
      path: '/t/c/{token}',
      summary: 'Click',
      handle: async ({ params, headers }) => {
        const token = read('click', params.token);
        const machine = isMachine(headers['user-agent']);
        const url = token === undefined ? undefined : await followLink(needs, { ...token, machine });
        return url === undefined ? lostReply(language(headers)) : redirectReply(url);
      },
    }),
    route({
      ...shared,
      method: 'GET',
      path: '/t/v/{token}',
      summary: 'Web version',
      handle: async ({ params, headers }) => {
        const token = read('view', params.token);
        const machine = isMachine(headers['user-agent']);
        const page = token === undefined ? undefined : await showWebVersion(needs, { ...token, machine });
        return page === undefined ? lostReply(language(headers)) : webVersionReply(page);
      },
    }),
    route({
      ...shared,
      method: 'GET',
      path: '/t/u/{token}',
      summary: 'Unsubscribe page',
      handle: async ({ params, headers }) => {
        const token = read('unsubscribe', params.token);
        const known = token !== undefined && (await exists(needs, token.messageId));
        return known ? askReply(language(headers)) : lostReply(language(headers));
      },
    }),
    route({
      ...shared,
      method: 'POST',
      path: '/t/u/{token}',
      summary: 'Unsubscribe, in one click (RFC 8058) or from the page',
      body: z.unknown(),
      handle: async ({ params, headers, body }) => {
        const token = read('unsubscribe', params.token);
        const way = isFromPage(body) ? 'page' : 'one-click';
        const done = token !== undefined && (await unsubscribe(needs, { messageId: token.messageId, way }));
        return done ? doneReply(language(headers)) : lostReply(language(headers));
      },
    }),
  ];
}

async function exists(needs: TrackingNeeds, messageId: string): Promise<boolean> {
  const message = await findMessage(needs.db, messageId);
  return message !== undefined || (await needs.trialOf(messageId)) !== undefined;
}

function isFromPage(body: unknown): boolean {
  return typeof body === 'object' && body !== null && 'way' in body && body.way === 'page';
}

/** French unless the reader's browser puts English before it. */
function language(headers: Readonly<Record<string, string | undefined>>): 'fr' | 'en' {
  const wanted = (headers['accept-language'] ?? '').toLowerCase();
  const english = wanted.search(/\ben\b/);
  const french = wanted.search(/\bfr\b/);
  return english >= 0 && (french < 0 || english < french) ? 'en' : 'fr';
}
