import type { Clock } from '../platform/clock/index.ts';
import type { Database } from '../platform/database/index.ts';
import type { Actor } from '../platform/http/index.ts';
import { sha256 } from '../platform/ids/index.ts';
import { findApiKeyActor } from './api-key.ts';
import { findSessionActor } from './session.store.ts';

/** The name of the session cookie; `__Host-` is left out so that plain HTTP on a local machine works. */
export const sessionCookie = 'chacun_session';

/** Who sends a request: the holder of a bearer API key, or of a session cookie; nobody otherwise. */
export async function findActor(
  request: { authorization: string | undefined; cookie: string | undefined },
  needs: { db: Database; clock: Clock },
): Promise<Actor | undefined> {
  const bearer = /^Bearer (.+)$/i.exec(request.authorization ?? '')?.[1];
  if (bearer !== undefined) return findApiKeyActor(needs.db, bearer, needs.clock.now());
  if (request.cookie === undefined || request.cookie === '') return undefined;
  return findSessionActor(needs.db, sha256(request.cookie), needs.clock.now());
}
