export type { EffectReport } from './api.ts';
export { effectsModule } from './effects.module.ts';
export { listEffects } from './list-effects.ts';
export { listOutsideCampaigns } from './list-outside-campaigns.ts';
export { measureCampaign } from './measure-campaign.ts';
export { measureOutsideCampaign } from './measure-outside-campaign.ts';
