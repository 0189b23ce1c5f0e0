export type { ValueSettings } from './api.ts';
export { customerValue } from './customer-value.ts';
export { refreshValues } from './refresh-values.ts';
export { valueAttributes } from './value.attributes.ts';
export { valueModule } from './value.module.ts';
export { valueOverview } from './value-overview.ts';
