/** Why something is refused, in the terms that HTTP, the CLI and a job each translate once. */
export type RefusalKind =
  | 'invalid'
  | 'unauthenticated'
  | 'forbidden'
  | 'not-found'
  | 'conflict'
  | 'gone'
  | 'too-large'
  | 'too-many'
  | 'unavailable';

/**
 * An expected "no": a value, never thrown. `code` is stable and kebab-case (`import-already-undone`);
 * `message` says what happened, to what, and what to do; `details` carries figures for machines.
 */
export type Refusal = {
  readonly refused: true;
  readonly kind: RefusalKind;
  readonly code: string;
  readonly message: string;
  readonly details: Readonly<Record<string, unknown>>;
};

/** A use case's answer: what was asked, or a refusal. */
export type Outcome<T> = T | Refusal;

/** Builds a refusal: `return refuse('conflict', 'campaign-already-launched', 'Campaign 12 …')`. */
export function refuse(
  kind: RefusalKind,
  code: string,
  message: string,
  details: Readonly<Record<string, unknown>> = {},
): Refusal {
  return { refused: true, kind, code, message, details };
}

/** Tells a refusal from an answer. */
export function isRefusal(outcome: unknown): outcome is Refusal {
  return typeof outcome === 'object' && outcome !== null && 'refused' in outcome && outcome.refused === true;
}

/** The answer, or a thrown error when a refusal is not expected here (a breakage then). */
export function orThrow<T>(outcome: Outcome<T>): T {
  if (isRefusal(outcome)) throw new Error(`${outcome.code}: ${outcome.message}`);
  return outcome;
}
