import type { z } from 'zod';
import type { EffectReport, OutsideCampaigns } from '#evaluate/effects/api';
import type { Tone } from '../../components/status.tsx';

/** One treatment against the control. */
export type Effect = EffectReport['effects'][number];

/** A campaign run elsewhere, with the groups its contacts were in. */
export type OutsideCampaign = z.infer<typeof OutsideCampaigns>['items'][number];

/** How each verdict is coloured; the words beside it say the same. */
export const verdictTones: Record<Effect['verdict'], Tone> = {
  effect: 'good',
  harm: 'bad',
  'no-effect-shown': 'quiet',
  'too-small-to-tell': 'waiting',
};
