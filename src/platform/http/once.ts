import { createHash } from 'node:crypto';
import type { FastifyRequest } from 'fastify';
import type { Clock } from '../clock/index.ts';
import type { Database } from '../database/index.ts';
import { beginReply, forgetReply, keepReply, type KeptReply } from './kept-replies.store.ts';
import { type Problem, problem } from './problem.ts';
import type { Actor } from './route.ts';

/** Where replies are kept, and the time they are kept at. */
export type KeptReplies = { readonly db: Database; readonly clock: Clock };

/** A request to be done once: what to tell its key when it ends. */
export type Once = {
  /** It was done. `reply` is null when it may not be kept. */
  done(status: number, reply: string | null): Promise<void>;
  /** It was refused, or broke before anything was done. */
  undone(): Promise<void>;
};

/** What to do with a request that may carry a key: do it, answer as before, or refuse. */
export type Turn =
  | { readonly once: Once | undefined }
  | { readonly again: { readonly status: number; readonly reply: string } }
  | { readonly problem: Problem };

const keyShape = /^[\x21-\x7e]{1,255}$/;
/** Longer than any request takes: one still without an end was cut short. */
const longestMs = 300_000;

/**
 * Reads the Idempotency-Key of a request (draft-ietf-httpapi-idempotency-key-header) and says what to do with it. A key is its
 * actor's own, names one request (path, query and body), and is forgotten after a day.
 */
export async function takeTurn(
  request: FastifyRequest,
  actor: Actor | undefined,
  { db, clock }: KeptReplies,
): Promise<Turn> {
  const header = request.headers['idempotency-key'];
  if (header === undefined || actor === undefined) return { once: undefined };
  const key = String(header).replace(/^"(.*)"$/, '$1');
  if (!keyShape.test(key))
    return {
      problem: problem(
        400,
        'bad-idempotency-key',
        'Idempotency-Key must be 1 to 255 visible ASCII characters.',
      ),
    };
  const name = { actor: `${actor.kind}:${actor.id}`, key };
  const at = clock.now();
  const kept = await beginReply(db, { ...name, hash: hashOf(request), at });
  if (kept !== undefined) return answerOf(kept, at);
  return {
    once: {
      done: (status, reply) => keepReply(db, { ...name, status, reply }),
      undone: () => forgetReply(db, name),
    },
  };
}

function answerOf({ sameRequest, status, reply, begunAt }: KeptReply, at: Date): Turn {
  if (!sameRequest)
    return {
      problem: problem(
        422,
        'idempotency-key-reused',
        'This Idempotency-Key came before with another request. Use a new key for each request.',
      ),
    };
  if (status !== null && reply !== null) return { again: { status, reply } };
  const since = begunAt.toISOString();
  if (status !== null)
    return {
      problem: problem(
        409,
        'reply-not-kept',
        `This was done at ${since}. Its reply held a secret, shown once and not kept: make a new one if you lost it.`,
      ),
    };
  if (at.getTime() - begunAt.getTime() < longestMs)
    return {
      problem: problem(409, 'request-under-way', 'The same request is being done. Ask again in a moment.', {
        details: { retryAfterSeconds: 1 },
      }),
    };
  return {
    problem: problem(
      409,
      'request-cut-short',
      `The same request was cut short at ${since}: look whether it was done, and use a new key if it was not.`,
    ),
  };
}

function hashOf({ method, url, body }: FastifyRequest): Buffer {
  return createHash('sha256')
    .update(`${method} ${url}\n${JSON.stringify(body ?? null)}`)
    .digest();
}
