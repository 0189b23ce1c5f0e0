import { type Interval, normalQuantile, upperProbability } from '#analytics/statistics';
import { curvatureOf, type Fitted, type Likelihood, limitsOf, perObservation } from './estimates.ts';
import { maximise } from './maximise.ts';

/**
 * Profile-likelihood intervals (Venzon & Moolgavkar 1988): the values of a parameter at which ln L, maximised over the others,
 * lies z²/2 under its maximum. They follow the likelihood where it is lopsided (a, b, s, β), which plain errors do not.
 * A side that never falls so far is open: 0 or Infinity for a parameter above zero.
 */
export function profileIntervals(
  likelihood: Likelihood,
  fitted: Fitted,
  confidence = 0.95,
): Record<string, Interval> {
  const z = normalQuantile(upperProbability(confidence));
  const intervals: Record<string, Interval> = {};
  for (const [i, name] of likelihood.names.entries()) {
    const log = likelihood.scales[i] === 'log';
    const low = boundary(likelihood, fitted, { coordinate: i, side: -1, z });
    const high = boundary(likelihood, fitted, { coordinate: i, side: 1, z });
    intervals[name] = {
      low: low === null ? (log ? 0 : -Infinity) : log ? Math.exp(low) : low,
      high: high === null ? Infinity : log ? Math.exp(high) : high,
    };
  }
  return intervals;
}

type Side = { readonly coordinate: number; readonly side: -1 | 1; readonly z: number };

/** Where the signed root of the likelihood ratio reaches z, by bracketing and the Illinois rule; null when it never does. */
function boundary(likelihood: Likelihood, fitted: Fitted, { coordinate, side, z }: Side): number | null {
  const limit = limitsOf(likelihood)[coordinate] as number;
  const at = fitted.theta[coordinate] as number;
  const depth = depthAlong(likelihood, fitted, coordinate);
  let inner = { place: at, gap: -z };
  let stride = z * ((fitted.errors[coordinate] as number) || 0.3);
  let outer = inner;
  while (outer.gap < 0) {
    if (Math.abs(outer.place) >= limit) return null;
    inner = outer;
    const place = Math.max(-limit, Math.min(limit, outer.place + side * stride));
    const { drop, edged } = depth(place);
    // Another parameter has reached its own edge: it could follow further, so the fall is not the data's.
    if (edged) return null;
    outer = { place, gap: drop - z };
    stride *= 1.5;
  }
  let kept: -1 | 0 | 1 = 0;
  let [innerWeight, outerWeight] = [inner.gap, outer.gap];
  for (let step = 0; step < 40 && Math.abs(outer.place - inner.place) > 1e-9; step += 1) {
    const place = (inner.place * outerWeight - outer.place * innerWeight) / (outerWeight - innerWeight);
    const gap = depth(place).drop - z;
    if (Math.abs(gap) < 1e-5) return place;
    // An end kept twice running loses half its weight, or it would never be let go.
    if (gap > 0) {
      outer = { place, gap };
      outerWeight = gap;
      innerWeight = kept === -1 ? innerWeight / 2 : inner.gap;
      kept = -1;
    } else {
      inner = { place, gap };
      innerWeight = gap;
      outerWeight = kept === 1 ? outerWeight / 2 : outer.gap;
      kept = 1;
    }
  }
  return (inner.place + outer.place) / 2;
}

/** √(2 (ln L̂ − ln L(place))), the others maximised anew from where they were last. */
function depthAlong(likelihood: Likelihood, fitted: Fitted, coordinate: number) {
  const objective = perObservation(likelihood);
  const limit = limitsOf(likelihood);
  const curvature = curvatureWithout(fitted.information, limit.length, coordinate);
  let from = fitted.theta;
  return (place: number) => {
    const start = from.slice();
    start[coordinate] = place;
    const found = maximise({ objective, start, limit, tolerance: 1e-6, held: coordinate, ...curvature });
    from = found.theta;
    const fall = fitted.estimates.logLikelihood - found.height * likelihood.observations;
    const edged = found.bounded.some((at, i) => at && i !== coordinate);
    return { drop: Math.sqrt(2 * Math.max(0, fall)), edged };
  };
}

/** Inverse information of the other coordinates, the held one standing apart: where quasi-Newton climbs begin. */
function curvatureWithout(information: Float64Array, size: number, held: number) {
  const apart = information.map((value, k) => {
    const [row, column] = [Math.floor(k / size), k % size];
    return row === held || column === held ? Number(row === column) : value;
  });
  const curvature = curvatureOf(apart, size);
  return curvature === undefined ? {} : { curvature };
}
