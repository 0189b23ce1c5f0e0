import { type Refusal, refuse } from './refusal.ts';

/** One tenth of customers, the highest first. `means` are of the other columns, in their order. */
export type Decile = {
  readonly customers: number;
  readonly value: number;
  readonly mean: number;
  readonly highest: number;
  readonly lowest: number;
  /** Share of the total; null when the total is not above 0. */
  readonly share: number | null;
  readonly cumulativeShare: number | null;
  readonly means: readonly number[];
};

/**
 * Customers ranked by value and cut into tenths (or `parts`) of as equal a number as can be; ties in the order given. `others` are averaged in each
 * part: rank by the forecast and give what happened, and the table shows calibration. Refuses fewer customers than parts. O(n log n).
 */
export function decileTable(input: {
  readonly values: Float64Array;
  readonly others?: readonly Float64Array[];
  readonly parts?: number;
}): readonly Decile[] | Refusal {
  const { values, others = [], parts = 10 } = input;
  if (!Number.isInteger(parts) || parts < 1 || values.length < parts) {
    return refuse('too-few-customers', `${values.length} customers cannot be cut into ${parts} parts.`, {
      customers: values.length,
      parts,
    });
  }
  if (others.some((column) => column.length !== values.length)) {
    return refuse('lengths-differ', 'Every column needs one entry a customer.');
  }
  const wrong = [values, ...others].find((column) => !column.every(Number.isFinite));
  if (wrong !== undefined) return refuse('not-a-number', 'Every customer needs a value that is a number.');
  const order = Int32Array.from(values.keys()).sort((i, j) => (values[j] as number) - (values[i] as number));
  const total = values.reduce((sum, value) => sum + value, 0);
  let reached = 0;
  return Array.from({ length: parts }, (_, part) => {
    const from = Math.round((part * order.length) / parts);
    const to = Math.round(((part + 1) * order.length) / parts);
    const members = order.subarray(from, to);
    const value = sumAt(values, members);
    reached += value;
    return {
      customers: members.length,
      value,
      mean: value / members.length,
      highest: values[members[0] as number] as number,
      lowest: values[members[members.length - 1] as number] as number,
      share: total > 0 ? value / total : null,
      cumulativeShare: total > 0 ? reached / total : null,
      means: others.map((column) => sumAt(column, members) / members.length),
    };
  });
}

function sumAt(column: Float64Array, rows: Int32Array): number {
  let sum = 0;
  for (const row of rows) sum += column[row] as number;
  return sum;
}
