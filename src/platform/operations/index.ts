export type { Check } from './check.ts';
export { type CheckUpNeeds, checkUp } from './check-up.ts';
export { jobsModule } from './jobs.module.ts';
