import { type Refusal, refuse } from './refusal.ts';

/**
 * How unequally a total is spread: the Lorenz curve (`customers`, `value`: cumulative shares from the smallest customer up, both from 0 to 1) and
 * Gini's coefficient, twice the area between the curve and equality, with ties exact. Those who cost more than they bring pull the curve under 0, and
 * Gini may then pass 1.
 */
export type Concentration = {
  readonly total: number;
  readonly gini: number;
  readonly customers: Float64Array;
  readonly value: Float64Array;
};

/**
 * Lorenz 1905, Gini 1912. `points` are the steps of the curve, evenly spaced over customers (the coefficient uses all of them).
 * Refuses values that are not numbers and a total of 0 or below, of which there are no shares. O(n log n).
 */
export function concentration(values: Float64Array, points = 100): Concentration | Refusal {
  const fault = checkShareable(values);
  if (fault !== null) return fault;
  const sorted = values.slice().sort();
  const total = sorted.reduce((sum, value) => sum + value, 0);
  const steps = Math.max(1, Math.min(points, sorted.length));
  const curve = { customers: new Float64Array(steps + 1), value: new Float64Array(steps + 1) };
  let [sum, weighted, step] = [0, 0, 1];
  for (let i = 0; i < sorted.length; i += 1) {
    sum += sorted[i] as number;
    weighted += (2 * (i + 1) - sorted.length - 1) * (sorted[i] as number);
    for (; step <= steps && Math.round((step * sorted.length) / steps) === i + 1; step += 1) {
      curve.customers[step] = (i + 1) / sorted.length;
      curve.value[step] = sum / total;
    }
  }
  return { total, gini: weighted / (sorted.length * total), ...curve };
}

/** Refuses what has no shares; null when it has. */
export function checkShareable(values: Float64Array): Refusal | null {
  if (values.length === 0) return refuse('nothing-to-share', 'There is no customer to share a total among.');
  const wrong = values.findIndex((value) => !Number.isFinite(value));
  if (wrong >= 0) {
    return refuse('not-a-number', `Customer ${wrong + 1} of the list has no value that is a number.`, {
      index: wrong,
    });
  }
  const total = values.reduce((sum, value) => sum + value, 0);
  if (!(total > 0)) {
    return refuse('nothing-to-share', `The total is ${total}: shares need one above 0.`, { total });
  }
  return null;
}
