import { type Answered, endingOf, recordAnswers, type WaitingCursor } from '#interact/messages';
import { type AnswerBook, openAnswerBook } from './answer-book.ts';
import type { DeliverInput, DeliverNeeds, DeliveryCounts } from './delivery.ts';
import { createWindow, type OutgoingWindow } from './outgoing-window.ts';
import { createThrottle, type Throttle } from './throttle.ts';
import { createBell, type Wait } from './wait.ts';

/** One run of a sender: what it knows while it works. */
export type Sender = {
  readonly id: string;
  readonly needs: DeliverNeeds & { readonly wait: Wait };
  readonly input: DeliverInput;
  readonly window: OutgoingWindow;
  readonly throttle: Throttle;
  readonly bell: ReturnType<typeof createBell>;
  readonly book: AnswerBook;
  readonly counts: DeliveryCounts;
  /** How many messages make a claim worth its while, and how many may be between their claim and their written answer. */
  readonly batch: number;
  readonly inHandMax: number;
  inHand: number;
  cursor: WaitingCursor | undefined;
  atEnd: boolean;
  reading: boolean;
  /** What stopped a reading or a writing; ends the run. */
  failure: unknown;
  /** The mail server's words while it takes nothing. */
  trouble: string | undefined;
  troublesInARow: number;
  askedAtMs: number;
};

/** Builds a sender at the start of its run. `id` names its claims and its lock. */
export function createSender(needs: Sender['needs'], input: DeliverInput, id: string): Sender {
  const batch = Math.max(8, needs.transport.concurrency * 2);
  const sender: Sender = {
    id,
    needs,
    input,
    window: createWindow(),
    throttle: createThrottle(needs.limits),
    bell: createBell(),
    book: openAnswerBook({
      wait: needs.wait,
      record: (answers) => recordAnswers(needs.server.db, { sender: id, cost: input.cost, answers }),
      onRecorded: (answers) => {
        sender.inHand -= answers.length;
        for (const answered of answers) count(sender.counts, answered);
        sender.bell.ring();
      },
      onFailure: (error) => {
        sender.failure = error;
        sender.bell.ring();
      },
    }),
    counts: { handedOver: 0, bounced: 0, failed: 0, requeued: 0, unknown: 0 },
    batch,
    inHandMax: batch * 3,
    inHand: 0,
    cursor: undefined,
    atEnd: false,
    reading: false,
    failure: undefined,
    trouble: undefined,
    troublesInARow: 0,
    askedAtMs: Number.NEGATIVE_INFINITY,
  };
  return sender;
}

function count(counts: DeliveryCounts, { answer, attempts }: Answered): void {
  const { state } = endingOf(answer, attempts);
  if (state === 'handed over') counts.handedOver += 1;
  else if (state === 'planned') counts.requeued += 1;
  else if (state === 'bounced' || state === 'failed' || state === 'unknown') counts[state] += 1;
}
