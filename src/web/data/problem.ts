import { z } from 'zod';

/** A problem reply of the API (RFC 9457), with the code our screens have words for and the fields that were refused. */
export const ProblemBody = z.looseObject({
  type: z.string().default('about:blank'),
  title: z.string().default(''),
  status: z.number().int().default(0),
  detail: z.string().optional(),
  code: z.string().optional(),
  faults: z
    .array(z.looseObject({ where: z.string(), message: z.string() }))
    .optional()
    .catch(undefined),
  details: z.record(z.string(), z.unknown()).optional().catch(undefined),
});
export type Problem = z.infer<typeof ProblemBody>;

/** Thrown by the data client when the server refuses or cannot be reached. Screens show it in words with `ProblemNote`. */
export class ProblemError extends Error {
  readonly problem: Problem;
  constructor(problem: Problem) {
    super(problem.detail ?? problem.title);
    this.name = 'ProblemError';
    this.problem = problem;
  }
}

/** The problem inside anything thrown; a breakage of our own becomes one too, so that nothing fails silently. */
export function problemOf(thrown: unknown): Problem {
  if (thrown instanceof ProblemError) return thrown.problem;
  const detail = thrown instanceof Error ? thrown.message : String(thrown);
  return { type: 'about:blank', title: '', status: 0, code: 'unreadable-reply', detail };
}

/** An answer, or null where there is none (yet): a value before the first computation, somebody who never bought. */
export async function orNothing<T>(asking: Promise<T>): Promise<T | null> {
  try {
    return await asking;
  } catch (thrown) {
    if (problemOf(thrown).status === 404) return null;
    throw thrown;
  }
}
