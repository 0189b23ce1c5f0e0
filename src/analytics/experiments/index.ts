export { type AdjustedDifference, adjustedDifference } from './adjusted-difference.ts';
export type { Arm, ArmSums, ArmValues, BeforeSums } from './arm.ts';
export { breakEvenResponse } from './break-even-response.ts';
export { type Comparison, type Correction, compareTreatments } from './compare-treatments.ts';
export type { ArmMean, Caution, Difference, DifferenceMethod } from './difference.ts';
export { differenceInMeans } from './difference-in-means.ts';
export { differenceInProportions } from './difference-in-proportions.ts';
export { dunnettMultiplier, dunnettProbability } from './dunnett.ts';
export { holmCorrection } from './holm.ts';
export { judgeDifference, type Verdict } from './judge-difference.ts';
export { type Effects, type Judged, type MeasuredDifference, measureEffects } from './measure-effects.ts';
export { type Profit, profitOfContacts } from './profit-of-contacts.ts';
export { isRefusal, type Refusal, type RefusalCode } from './refusal.ts';
export {
  type DesignChoices,
  powerForProportions,
  type SampleSize,
  sampleSizeForMeans,
  sampleSizeForProportions,
} from './sample-size.ts';
export { smallestDetectableDifference } from './smallest-detectable-difference.ts';
export type { ArmOfCustomers, ArmOfTotals, Measure, MeasureSums, TestedArm } from './tested-arm.ts';
