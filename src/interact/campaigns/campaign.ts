import type { Condition } from '#differentiate/attributes';
import type { Audience, CampaignBody } from './api.ts';

export type CampaignState = 'draft' | 'scheduled' | 'planning' | 'sending' | 'paused' | 'cancelled' | 'done';

/** A campaign as stored: what it says, and where it is. */
export type Campaign = CampaignBody & {
  readonly campaignId: number;
  readonly channel: 'email';
  readonly state: CampaignState;
  readonly version: number;
  /** Planning goes on after this customer. */
  readonly planCursor: number;
  readonly trouble: string | null;
  readonly scheduledAt: Date | null;
  readonly launchedAt: Date | null;
  readonly plannedAt: Date | null;
  readonly endedAt: Date | null;
  readonly createdBy: string;
  readonly createdAt: Date;
  readonly changedAt: Date;
};

/** How a campaign is called in the ledger and in history. */
export function originOf(campaignId: number): string {
  return `campaign:${campaignId}`;
}

/** The campaign an origin names, if it names one. */
export function campaignIdOf(origin: string): number | undefined {
  const digits = /^campaign:(\d{1,9})$/.exec(origin)?.[1];
  return digits === undefined ? undefined : Number(digits);
}

/** An audience as a condition over the registry of attributes. */
export function conditionOf(audience: Audience): Condition {
  if ('segmentId' in audience) return { segment: audience.segmentId };
  return 'condition' in audience ? audience.condition : { and: [] };
}
