import { z } from 'zod';
import type { Refusal, RefusalKind } from '../errors/index.ts';

/** The one place where a refusal becomes an HTTP status. */
const statusOf: Readonly<Record<RefusalKind, number>> = {
  invalid: 400,
  unauthenticated: 401,
  forbidden: 403,
  'not-found': 404,
  conflict: 409,
  gone: 410,
  'too-large': 413,
  'too-many': 429,
  unavailable: 503,
};

/** A problem reply (RFC 9457); `code` is stable for machines, `detail` is for people. */
export type Problem = {
  readonly type: string;
  readonly title: string;
  readonly status: number;
  readonly code: string;
  readonly detail: string;
  readonly [more: string]: unknown;
};

const titles: Readonly<Record<number, string>> = {
  400: 'Bad request',
  401: 'Not signed in',
  403: 'Not allowed',
  404: 'Not found',
  409: 'Conflict',
  410: 'Gone',
  413: 'Too large',
  415: 'Unsupported media type',
  422: 'Not to be processed',
  429: 'Too many requests',
  500: 'Something broke',
  503: 'Unavailable',
};

/** Builds a problem from its status, code and words. */
export function problem(
  status: number,
  code: string,
  detail: string,
  more: Readonly<Record<string, unknown>> = {},
): Problem {
  return {
    ...more,
    type: `urn:chacun:problem:${code}`,
    title: titles[status] ?? 'Error',
    status,
    code,
    detail,
  };
}

/** The problem that tells a refusal. */
export function problemOf(refusal: Refusal): Problem {
  return problem(statusOf[refusal.kind], refusal.code, refusal.message, { details: refusal.details });
}

/** The JSON shape of a problem reply, for documents and clients. */
export const ProblemShape = z.object({
  type: z.string(),
  title: z.string(),
  status: z.number(),
  code: z.string(),
  detail: z.string(),
});
