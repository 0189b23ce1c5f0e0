import { momentsOfSums, momentsOfValues, type Values } from '#analytics/statistics';
import type { Arm, ArmSummary, BeforeMoments, BeforeSums } from './arm.ts';
import { type Refusal, refuse } from './refusal.ts';

/**
 * Checks an arm and reduces it to moments, in one or two passes. `name` is used in refusals ("control").
 * Refuses an empty arm, a single person, a value that is not a finite number, pre-period values of another length,
 * and sums that no set of numbers can have (Σv² below (Σv)²/n, a count that is not whole).
 */
export function summariseArm(arm: Arm, name: string): ArmSummary | Refusal {
  const count = 'values' in arm ? arm.values.length : arm.count;
  if (!Number.isSafeInteger(count) || count < 0) {
    return refuse('impossible-figure', `The number of people in the ${name} arm is ${count}.`, {
      arm: name,
      count,
    });
  }
  if (count === 0) {
    return refuse('empty-arm', `Nobody is in the ${name} arm: there is nothing to compare.`, { arm: name });
  }
  if (count === 1) {
    return refuse('one-person-arm', `One person is in the ${name} arm: a spread needs two at least.`, {
      arm: name,
    });
  }
  return 'values' in arm ? summariseValues(arm.values, arm.before, name) : summariseSums(arm, name);
}

function summariseValues(values: Values, before: Values | undefined, name: string): ArmSummary | Refusal {
  if (before !== undefined && before.length !== values.length) {
    return refuse(
      'lengths-differ',
      `The ${name} arm has ${values.length} values but ${before.length} from before: give one of each per person.`,
      { arm: name, values: values.length, before: before.length },
    );
  }
  for (const list of before === undefined ? [values] : [values, before]) {
    const at = firstNotFinite(list);
    if (at !== -1) {
      return refuse(
        'not-a-number',
        `Value ${at + 1} of the ${name} arm is ${list[at]}, not a finite number.`,
        {
          arm: name,
          position: at + 1,
        },
      );
    }
  }
  const moments = momentsOfValues(values);
  return finite({
    name,
    moments,
    before: before === undefined ? null : coMoments(values, moments.mean, before),
  });
}

function firstNotFinite(values: Values): number {
  for (let index = 0; index < values.length; index += 1) if (!Number.isFinite(values[index])) return index;
  return -1;
}

function coMoments(values: Values, mean: number, before: Values): BeforeMoments {
  const own = momentsOfValues(before);
  let products = 0;
  for (let index = 0; index < values.length; index += 1) {
    products += ((values[index] ?? Number.NaN) - mean) * ((before[index] ?? Number.NaN) - own.mean);
  }
  return {
    mean: own.mean,
    sumOfSquaredDeviations: own.sumOfSquaredDeviations,
    sumOfCoDeviations: products,
  };
}

function summariseSums(arm: Exclude<Arm, { values: Values }>, name: string): ArmSummary | Refusal {
  const { count, sum, before } = arm;
  const moments = momentsOfSums(arm);
  return finite({ name, moments, before: before === undefined ? null : coMomentsOfSums(count, sum, before) });
}

function coMomentsOfSums(count: number, sum: number, before: BeforeSums): BeforeMoments {
  const own = momentsOfSums({ count, sum: before.sum, sumOfSquares: before.sumOfSquares });
  return {
    mean: own.mean,
    sumOfSquaredDeviations: own.sumOfSquaredDeviations,
    sumOfCoDeviations: before.sumOfProducts - sum * own.mean,
  };
}

function finite(summary: ArmSummary): ArmSummary | Refusal {
  const { moments, before, name } = summary;
  const figures = [moments.mean, moments.sumOfSquaredDeviations, moments.sumOfCubedDeviations ?? 0];
  if (before !== null) figures.push(before.mean, before.sumOfSquaredDeviations, before.sumOfCoDeviations);
  if (figures.every((figure) => Number.isFinite(figure) && Math.abs(figure) < 1e200)) return summary;
  return refuse(
    'impossible-sums',
    `The sums of the ${name} arm are not those of ${moments.count} finite numbers: check that count, sum and sum of squares cover the same people.`,
    { arm: name },
  );
}
