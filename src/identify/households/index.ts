export { forgetHouseholdDecisions } from './decisions.store.ts';
export { deriveHouseholds } from './derive-households.ts';
export { householdsModule } from './households.module.ts';
export { householdPart } from './view-household.ts';
