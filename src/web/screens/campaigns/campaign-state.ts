import type { CampaignView } from '#interact/campaigns/api';
import type { Tone } from '../../components/status.tsx';

export type CampaignState = CampaignView['state'];

/** The mark a state is shown with. */
export const stateTones: Record<CampaignState, Tone> = {
  draft: 'waiting',
  scheduled: 'waiting',
  planning: 'busy',
  sending: 'busy',
  paused: 'bad',
  cancelled: 'quiet',
  done: 'good',
};

/** Whether what it says may still be changed. */
export const isEditable = (state: CampaignState): boolean => state === 'draft';

/** Whether messages may be moving, so that its progress is worth asking again. */
export const isMoving = (state: CampaignState): boolean => state === 'planning' || state === 'sending';
