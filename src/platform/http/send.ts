import { Readable } from 'node:stream';
import type { FastifyReply } from 'fastify';
import type { Problem } from './problem.ts';
import type { RawReply } from './route.ts';

/** Sends what is not JSON as it is. */
export function sendRaw(reply: FastifyReply, answer: RawReply): FastifyReply {
  const body = answer.body;
  const sent = reply.status(answer.status ?? 200).headers(answer.headers);
  sent.serializer((payload: unknown) => payload as string);
  if (typeof body === 'string') return sent.send(body);
  return sent.send(
    body instanceof Uint8Array ? Buffer.from(body) : Readable.from(body, { objectMode: false }),
  );
}

/** Sends a kept reply once more, and says that it is one. */
export function sendAgain(reply: FastifyReply, { status, reply: text }: { status: number; reply: string }) {
  return reply
    .status(status)
    .header('idempotency-replayed', 'true')
    .type('application/json; charset=utf-8')
    .serializer((payload: unknown) => payload as string)
    .send(text);
}

/** Sends a problem, with when to come back where it says so. */
export function sendProblem(reply: FastifyReply, told: Problem): FastifyReply {
  const wait = (told['details'] as { retryAfterSeconds?: number } | undefined)?.retryAfterSeconds;
  if (wait !== undefined) reply.header('retry-after', String(wait));
  return reply.status(told.status).type('application/problem+json').serializer(JSON.stringify).send(told);
}
