export type { Check } from './check.ts';
export { type CheckUpNeeds, checkUp, checkUpWithoutEngines } from './check-up.ts';
export { createMetrics, type Metrics } from './create-metrics.ts';
export { operationsModule } from './operations.module.ts';
