export { deriveHouseholds } from './derive-households.ts';
export { householdsData } from './households-data.ts';
export { householdsModule } from './households.module.ts';
export { householdPart } from './view-household.ts';
