import type { MailAnswer } from '#platform/mail';
import type { MessageState } from './message.ts';

/** What becomes of a claimed message. */
export type Ending = {
  readonly state: MessageState;
  readonly reason: string | null;
  /** Back in the queue: the wait before the next try; null otherwise. */
  readonly waitMs: number | null;
  /** The try does not count: nothing was handed over. */
  readonly freeTry: boolean;
  /** The address does not exist: never write to it again. */
  readonly suppress: boolean;
};

const firstWaitMs = 5 * 60_000;
const triesMax = 6;
/** No such mailbox, mailbox moved, domain that takes no mail (RFC 3463, RFC 7505). */
const deadAddress = new Set(['5.1.1', '5.1.6', '5.1.10']);

const ending = (state: MessageState, more: Partial<Ending> = {}): Ending => ({
  state,
  reason: null,
  waitMs: null,
  freeTry: false,
  suppress: false,
  ...more,
});

/**
 * What an answer of the mail server makes of a message tried `attempts` times. Refused for now: again after 5, 10, 20 … minutes,
 * failed at the sixth. Refused for ever: bounced when it is the recipient, and a dead address is suppressed; otherwise failed.
 */
export function endingOf(answer: MailAnswer, attempts: number): Ending {
  if (answer.outcome === 'accepted') return ending('handed over');
  if (answer.outcome === 'unknown') return ending('unknown', { reason: 'line-cut' });
  if (answer.outcome === 'not-sent') return ending('planned', { waitMs: 0, freeTry: true });
  if (!answer.permanent) {
    if (attempts >= triesMax) return ending('failed', { reason: 'refused-too-often' });
    return ending('planned', { reason: 'refused-for-now', waitMs: firstWaitMs * 2 ** (attempts - 1) });
  }
  if (answer.about === 'recipient') {
    return ending('bounced', { reason: 'address-refused', suppress: deadAddress.has(answer.status) });
  }
  return ending('failed', { reason: 'message-refused' });
}
