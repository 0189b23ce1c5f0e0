import type { FastifyRequest } from 'fastify';
import { refuse } from '../errors/index.ts';
import type { Guard } from './guard.ts';
import { isFromHere } from './is-from-here.ts';
import type { LooseRoute } from './route.ts';

/** Who is asking, or why they may not; writes with a cookie also need the header that a foreign page cannot send. */
export async function admit(request: FastifyRequest, declared: LooseRoute, guard: Guard) {
  if (declared.permission === 'public') return undefined;
  if (declared.openHere === true && isFromHere(request)) return undefined;
  const cookie = /(?:^|;\s*)chacun_session=([^;]*)/.exec(request.headers.cookie ?? '')?.[1];
  const actor = await guard.findActor({ authorization: request.headers.authorization, cookie });
  if (actor === undefined)
    return refuse(
      'unauthenticated',
      'not-signed-in',
      'Sign in, or send an API key as "Authorization: Bearer …".',
    );
  if (declared.permission !== 'actor' && !guard.may(actor, declared.permission)) {
    return refuse(
      'forbidden',
      'not-allowed',
      `The role "${actor.role}" does not include ${declared.permission}.`,
    );
  }
  if (actor.kind === 'user' && declared.method !== 'GET' && request.headers['x-chacun'] === undefined) {
    return refuse(
      'forbidden',
      'missing-header',
      'Writes by a browser session need the header "x-chacun: 1".',
    );
  }
  return actor;
}
