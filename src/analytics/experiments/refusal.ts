/** Why figures cannot be compared. */
export type RefusalCode =
  | 'empty-arm'
  | 'one-person-arm'
  | 'all-equal'
  | 'arm-without-spread'
  | 'not-a-number'
  | 'not-zero-or-one'
  | 'lengths-differ'
  | 'impossible-sums'
  | 'impossible-figure';

/**
 * An expected "no", in words a marketer can act on. Same shape as the platform's refusal, declared here because
 * analytics imports nothing; `code` is stable, `details` carries figures for translation.
 */
export type Refusal = {
  readonly refused: true;
  readonly kind: 'invalid';
  readonly code: RefusalCode;
  readonly message: string;
  readonly details: Readonly<Record<string, unknown>>;
};

/** Builds a refusal: `return refuse('empty-arm', 'Nobody in the control arm …', { arm: 'control' })`. */
export function refuse(
  code: RefusalCode,
  message: string,
  details: Readonly<Record<string, unknown>> = {},
): Refusal {
  return { refused: true, kind: 'invalid', code, message, details };
}

/** Tells a refusal from an answer. */
export function isRefusal(answer: object): answer is Refusal {
  return 'refused' in answer && answer.refused === true;
}
