import type { z } from 'zod';
import type { EffectReport, OutsideCampaigns } from '#evaluate/effects/api';

/** One treatment against the control. */
export type Effect = EffectReport['effects'][number];

/** A campaign run elsewhere, with the groups its contacts were in. */
export type OutsideCampaign = z.infer<typeof OutsideCampaigns>['items'][number];
