import { checkShareable } from './concentration.ts';
import { type Refusal, refuse } from './refusal.ts';

/** One class of the ABC table; shares are of all customers and of the total. */
export type ShareClass = {
  readonly customers: number;
  readonly value: number;
  readonly customerShare: number;
  readonly valueShare: number;
  readonly smallest: number;
};

/**
 * ABC classes (Pareto): customers from the largest down, each in the class its cumulative share starts in: with bounds [0.65, 0.9], A those who
 * bring the first 65 % of the total, B up to 90 %, C the rest. `classOf` gives 0 for A, 1 for B …
 * Equal customers stay in one class; values of 0 or below are always in the last. Refuses bounds that do not rise within (0, 1).
 */
export function classifyByShare(input: {
  readonly values: Float64Array;
  readonly bounds: readonly number[];
}): { readonly classOf: Uint8Array; readonly classes: readonly ShareClass[] } | Refusal {
  const { values, bounds } = input;
  const fault = checkShareable(values);
  if (fault !== null) return fault;
  if (bounds.length > 20 || bounds.some((bound, i) => !(bound > (bounds[i - 1] ?? 0) && bound < 1))) {
    return refuse('impossible-choice', 'Bounds of classes rise from above 0 to below 1, at most 20.', {
      bounds,
    });
  }
  const order = Int32Array.from(values.keys()).sort((i, j) => (values[j] as number) - (values[i] as number));
  const total = values.reduce((sum, value) => sum + value, 0);
  const classOf = new Uint8Array(values.length);
  const sums = Array.from({ length: bounds.length + 1 }, () => ({ customers: 0, value: 0, smallest: 0 }));
  let [before, within] = [0, 0];
  let previous = Number.NaN;
  for (const customer of order) {
    const value = values[customer] as number;
    if (value !== previous) {
      // A share that rounding puts a hair under its bound has reached it.
      const reached = before / total + 1e-12;
      while (within < bounds.length && reached >= (bounds[within] as number)) within += 1;
      if (value <= 0) within = bounds.length;
    }
    previous = value;
    before += value;
    classOf[customer] = within;
    const sum = sums[within];
    if (sum === undefined) continue;
    sum.customers += 1;
    sum.value += value;
    sum.smallest = value;
  }
  const classes = sums.map((sum) => ({
    ...sum,
    customerShare: sum.customers / values.length,
    valueShare: sum.value / total,
  }));
  return { classOf, classes };
}
