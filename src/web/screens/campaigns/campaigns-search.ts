import { z } from 'zod';
import { ListSearch } from '../../data/list-search.ts';

export const campaignStates = [
  'draft',
  'scheduled',
  'planning',
  'sending',
  'paused',
  'cancelled',
  'done',
] as const;
export const steps = ['audience', 'content', 'schedule', 'review'] as const;
export type Step = (typeof steps)[number];
export const devices = ['desktop', 'phone', 'text'] as const;
export type Device = (typeof devices)[number];

export const CampaignsSearch = ListSearch.extend({
  state: z.enum(campaignStates).optional().catch(undefined),
  /** A new campaign for this segment. */
  segment: z.number().int().positive().optional().catch(undefined),
});
export type CampaignsSearch = z.infer<typeof CampaignsSearch>;

/** One campaign: the editor's step and preview, or the result's tab; and the person open beside it. */
export const CampaignSearch = z.object({
  step: z.enum(steps).optional().catch(undefined),
  as: z.number().int().positive().optional().catch(undefined),
  device: z.enum(devices).optional().catch(undefined),
  tab: z.enum(['effect', 'messages', 'content']).optional().catch(undefined),
  q: z.coerce.string().max(200).optional().catch(undefined),
  reason: z.string().max(60).optional().catch(undefined),
  messages: z.string().max(40).optional().catch(undefined),
  at: z.string().max(40).optional().catch(undefined),
  client: z.number().int().positive().optional().catch(undefined),
});
export type CampaignSearch = z.infer<typeof CampaignSearch>;
