import { varianceOf } from '#analytics/statistics';
import type { ArmSummary } from './arm.ts';
import { type Refusal, refuse } from './refusal.ts';

/** The refusal due when an arm's values are all equal, or null: without spread no error can be estimated. */
export function refuseWithoutSpread(treated: ArmSummary, control: ArmSummary): Refusal | null {
  const flat = [treated, control].filter((arm) => !(varianceOf(arm.moments) > 0));
  const [first] = flat;
  if (first === undefined) return null;
  const value = first.moments.mean;
  if (flat.length === 2 && treated.moments.mean === control.moments.mean) {
    return refuse(
      'all-equal',
      `Everybody in both arms has the same value, ${value}: there is no difference to estimate.`,
      {
        value,
      },
    );
  }
  return refuse(
    'arm-without-spread',
    `All ${first.moments.count} people of the ${first.name} arm have the same value, ${value}: its error cannot be estimated. Compare the share of people who responded instead, or wait for more people.`,
    { arm: first.name, count: first.moments.count, value },
  );
}
