import type { Decision } from '#interact/gate';

/**
 * planned → claimed → handed over → delivered | bounced | failed; skipped (the gate said no, or control group);
 * cancelled (before it left); unknown (its sender died between the claim and the server's answer: never sent again).
 */
export const messageStates = [
  'planned',
  'claimed',
  'handed over',
  'delivered',
  'bounced',
  'failed',
  'skipped',
  'unknown',
  'cancelled',
] as const;
export type MessageState = (typeof messageStates)[number];

/** Where messages come from: `campaign:12`, and the step inside it (`''` for a campaign). */
export type Origin = { readonly origin: string; readonly step: string };

/** One intended message, as the planner gives it. */
export type PlannedMessage = {
  readonly customerId: number;
  readonly personId: number;
  readonly address: string | null;
  readonly decision: Decision;
  /** Merge fields its content uses, as they are now. */
  readonly fields: Readonly<Record<string, unknown>> | null;
  readonly couponCode: string | null;
};

/** A message waiting to leave, with all its content needs. */
export type WaitingMessage = {
  readonly messageId: string;
  readonly customerId: number;
  readonly personId: number;
  readonly address: string;
  readonly fields: Readonly<Record<string, unknown>>;
  readonly couponCode: string | null;
  readonly attempts: number;
  readonly nextTryAt: string;
};

/** The whole row, as lists and pages show it. */
export type Message = {
  readonly messageId: string;
  readonly origin: string;
  readonly step: string;
  readonly customerId: number;
  readonly personId: number;
  readonly channel: string;
  readonly address: string | null;
  readonly arm: 'treated' | 'control' | 'none';
  readonly state: MessageState;
  readonly reason: string | null;
  readonly decision: Decision;
  readonly fields: Readonly<Record<string, unknown>> | null;
  readonly couponCode: string | null;
  readonly attempts: number;
  readonly handedOverAt: Date | null;
  readonly answer: string | null;
  readonly plannedAt: Date;
};

/** The row of the warehouse table `contacts` that tells history of a message. */
export type ContactRow = {
  readonly person_id: number;
  readonly source_id: 0;
  readonly campaign_key: string;
  readonly step: string;
  readonly arm: string;
  readonly channel: string;
  readonly kind: string;
  readonly reason: string;
  readonly link: string;
  readonly machine: 0 | 1;
  readonly message_id: string;
  readonly occurred_at: string;
  readonly cost: string | null;
  readonly import_id: 0;
  readonly chunk: 0;
  readonly line: 0;
};

/** Builds a row of history from what the ledger knows; unnamed columns are empty. */
export function contactRow(
  known: { personId: number; origin: string; step: string; arm: string; channel: string; messageId: string },
  told: { kind: string; at: Date; reason?: string; link?: string; machine?: boolean; cost?: string | null },
): { table: 'contacts'; row: ContactRow } {
  return {
    table: 'contacts',
    row: {
      person_id: known.personId,
      source_id: 0,
      campaign_key: known.origin,
      step: known.step,
      arm: known.arm,
      channel: known.channel,
      kind: told.kind,
      reason: told.reason ?? '',
      link: told.link ?? '',
      machine: told.machine === true ? 1 : 0,
      message_id: known.messageId,
      occurred_at: told.at.toISOString(),
      cost: told.cost ?? null,
      import_id: 0,
      chunk: 0,
      line: 0,
    },
  };
}
