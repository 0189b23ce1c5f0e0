import { type Refusal, refuse } from './refusal.ts';
import { invert } from './solve-linear.ts';

/** Customers who moved: `counts[from][to]` over one period. */
export type TransitionCounts = readonly (readonly number[])[];

/** P(from → to), with how many customers each row rests on (Infinity when it is given, not estimated). */
export type Transitions = {
  readonly probabilities: readonly (readonly number[])[];
  readonly seen: readonly number[];
};

/** Value of a customer now in each state, with the standard error that comes from estimating the transitions. */
export type MarkovValue = { readonly values: readonly number[]; readonly standardErrors: readonly number[] };

/** Transition probabilities from counts (each row's shares: their maximum likelihood). Refuses a state nobody was seen in. */
export function estimateTransitions(counts: TransitionCounts): Transitions | Refusal {
  const fault = checkSquare(counts);
  if (fault !== null) return fault;
  const seen = counts.map((row) => row.reduce((sum, count) => sum + count, 0));
  const empty = seen.indexOf(0);
  if (empty >= 0) {
    return refuse('impossible-transitions', `Nobody was seen in state ${empty + 1}: merge it with another.`, {
      state: empty,
    });
  }
  return {
    probabilities: counts.map((row, from) => row.map((count) => count / (seen[from] as number))),
    seen,
  };
}

/**
 * Lifetime value of a customer in each state: V = (I − P/(1+d))⁻¹ R, R the margin of a period by state, received at once; or over `periods`
 * periods V_T = Σ_{t=0}^{T} (P/(1+d))ᵗ R. Pfeifer & Carraway 2000, eq. 5 and 8. Standard errors by the delta method: rows are independent
 * multinomials, dV = N·dP·V/(1+d), N = (I − P/(1+d))⁻¹ (for the endless horizon; over `periods` they are 0 = not given when rows are given).
 * Refuses rows that are not shares and, without discount, chains from which customers never leave for a state of value 0.
 */
export function markovValue(input: {
  readonly transitions: Transitions;
  readonly margins: readonly number[];
  readonly rate: number;
  readonly periods?: number;
}): MarkovValue | Refusal {
  const { transitions, margins, rate, periods = Infinity } = input;
  const { probabilities: p } = transitions;
  const fault = checkSquare(p) ?? checkRows(p) ?? checkMargins(margins, p.length, rate, periods);
  if (fault !== null) return fault;
  const size = p.length;
  const discounted = Float64Array.from(p.flat(), (share) => share / (1 + rate));
  if (periods !== Infinity) return finite(transitions, discounted, margins, periods);
  const fundamental = invert(
    discounted.map((share, k) => (k % (size + 1) === 0 ? 1 : 0) - share),
    size,
  );
  if (fundamental === null || (rate === 0 && fundamental.some((time) => !(Math.abs(time) < 1e12)))) {
    return refuse(
      'no-finite-value',
      'Without discount the value has no bound: customers never leave. Give a rate or periods.',
    );
  }
  const values = times(fundamental, margins, size);
  const noise = rowNoise(transitions, values, rate);
  const standardErrors = values.map((_, i) =>
    Math.sqrt(
      noise.reduce((sum, variance, k) => sum + (fundamental[i * size + k] as number) ** 2 * variance, 0),
    ),
  );
  return { values, standardErrors };
}

/** V_T by recursion V_t = R + P/(1+d) V_{t−1}; its error adds up the rows' noise at every step, fully correlated over steps. */
function finite(
  transitions: Transitions,
  discounted: Float64Array,
  margins: readonly number[],
  periods: number,
): MarkovValue {
  const size = margins.length;
  let values = [...margins];
  // slopes[k][j][i] = ∂V_i / ∂P_kj · 1/(1+d), carried along the recursion.
  let slopes = Array.from({ length: size * size }, () => Array.from({ length: size }, () => 0));
  const { probabilities: p } = transitions;
  const factor = (discounted.find((share) => share > 0) ?? 0) / (p.flat().find((share) => share > 0) ?? 1);
  for (let t = 0; t < periods; t += 1) {
    const before = values;
    slopes = slopes.map((slope, kj) => {
      const carried = times(discounted, slope, size);
      const row = Math.floor(kj / size);
      carried[row] = (carried[row] as number) + factor * (before[kj % size] as number);
      return carried;
    });
    values = times(discounted, before, size).map((value, i) => value + (margins[i] as number));
  }
  const standardErrors = values.map((_, i) => {
    let variance = 0;
    for (const [k, row] of p.entries()) {
      const mean = row.reduce((sum, share, j) => sum + share * (slopes[k * size + j]?.[i] ?? 0), 0);
      const square = row.reduce(
        (sum, share, j) => sum + share * ((slopes[k * size + j]?.[i] ?? 0) - mean) ** 2,
        0,
      );
      variance += square / (transitions.seen[k] ?? Infinity);
    }
    return Math.sqrt(variance);
  });
  return { values, standardErrors };
}

/** Variance of (dP·V)_k / (1+d) of each row: multinomial. */
function rowNoise({ probabilities, seen }: Transitions, values: readonly number[], rate: number): number[] {
  return probabilities.map((row, k) => {
    const mean = row.reduce((sum, share, j) => sum + share * (values[j] as number), 0);
    const spread = row.reduce((sum, share, j) => sum + share * ((values[j] as number) - mean) ** 2, 0);
    return spread / (seen[k] ?? Infinity) / (1 + rate) ** 2;
  });
}

function times(matrix: Float64Array, vector: readonly number[], size: number): number[] {
  return Array.from({ length: size }, (_, i) =>
    vector.reduce((sum, value, j) => sum + (matrix[i * size + j] as number) * value, 0),
  );
}

function checkSquare(rows: readonly (readonly number[])[]): Refusal | null {
  const wrong = rows.findIndex(
    (row) => row.length !== rows.length || !row.every((value) => value >= 0 && value < Infinity),
  );
  if (rows.length > 0 && wrong < 0) return null;
  return refuse(
    'impossible-transitions',
    `Transitions are a square table of numbers of 0 or more; row ${wrong + 1} is not of it.`,
    { row: wrong },
  );
}

function checkRows(rows: readonly (readonly number[])[]): Refusal | null {
  const wrong = rows.findIndex((row) => Math.abs(row.reduce((sum, share) => sum + share, 0) - 1) > 1e-9);
  if (wrong < 0) return null;
  return refuse('impossible-transitions', `The shares of row ${wrong + 1} do not add up to 1.`, {
    row: wrong,
  });
}

function checkMargins(
  margins: readonly number[],
  states: number,
  rate: number,
  periods: number,
): Refusal | null {
  if (margins.length !== states || !margins.every(Number.isFinite)) {
    return refuse('lengths-differ', `Give one margin, a number, for each of the ${states} states.`);
  }
  if (!(rate >= 0) || rate === Infinity || !(periods >= 0)) {
    return refuse(
      'impossible-choice',
      `The discount rate and the periods are 0 or more, got ${rate}, ${periods}.`,
    );
  }
  return null;
}
