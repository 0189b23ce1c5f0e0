export type { CustomerValue, ValueOverview, ValueSettings } from './api.ts';
export { customerValue } from './customer-value.ts';
export { refreshValues, type ValueNeeds } from './refresh-values.ts';
export { type RfmSegment, rfmLabel, rfmSegments } from './rfm.ts';
export { valueAttributes } from './value.attributes.ts';
export { valueModule } from './value.module.ts';
export { valueOverview } from './value-overview.ts';
export { rankLabel, valueRanks } from './value-rank.ts';
export { changeValueSettings, defaultValueSettings, readValueSettings } from './value-settings.ts';
