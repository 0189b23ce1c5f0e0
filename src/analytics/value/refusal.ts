/** Why a value cannot be computed. */
export type RefusalCode =
  | 'lengths-differ'
  | 'not-a-number'
  | 'impossible-history'
  | 'one-customer'
  | 'no-repeat'
  | 'all-equal'
  | 'no-time-observed'
  | 'no-amounts'
  | 'amount-not-above-zero'
  | 'too-few-customers'
  | 'too-short'
  | 'nothing-after'
  | 'no-contracts'
  | 'no-loss'
  | 'impossible-survivors'
  | 'impossible-transitions'
  | 'no-finite-value'
  | 'nothing-to-share'
  | 'impossible-choice'
  | 'no-transactions'
  | 'no-maximum';

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

/** Builds a refusal: `return refuse('no-repeat', 'Nobody bought twice …', { customers: 12 })`. */
export function refuse(
  code: RefusalCode,
  message: string,
  details: Readonly<Record<string, unknown>> = {},
): Refusal {
  return { refused: true, kind: 'invalid', code, message, details };
}

/** Tells a refusal from an answer. */
export function isRefusal(answer: unknown): answer is Refusal {
  return typeof answer === 'object' && answer !== null && 'refused' in answer && answer.refused === true;
}
