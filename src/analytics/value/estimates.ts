import { type Interval, normalQuantile, upperProbability } from '#analytics/statistics';
import { type Maximum, maximise, type Objective } from './maximise.ts';
import { observedInformation } from './observed-information.ts';
import { invert, solveLinear } from './solve-linear.ts';

/** How a parameter is searched: `log` for those above zero, `plain` for coefficients of either sign. */
export type Scale = 'log' | 'plain';

/** A likelihood ready to be climbed: the parameters' names and scales, some starts, and ln L with its slope in searched terms. */
export type Likelihood = {
  readonly names: readonly string[];
  readonly scales: readonly Scale[];
  readonly starts: readonly Float64Array[];
  readonly observations: number;
  readonly objective: Objective;
  /** Inverse information of one observation about the first start, where it is known: saves most steps from there. */
  readonly curvature?: Float64Array<ArrayBuffer> | undefined;
};

/**
 * Maximum-likelihood estimates. A parameter that ran to the edge of what is searched (`edges`) has neither error nor interval.
 * Intervals are at `confidence`, symmetrical on the scale searched (so above zero where the parameter is), or by profile.
 */
export type Estimates = {
  readonly parameters: Readonly<Record<string, number>>;
  readonly standardErrors: Readonly<Record<string, number | null>>;
  readonly intervals: Readonly<Record<string, Interval | null>>;
  readonly confidence: number;
  readonly logLikelihood: number;
  readonly edges: readonly string[];
  readonly converged: boolean;
};

/** Estimates with what profiles and simulations need: the maximum, and the covariance on the searched scale. */
export type Fitted = {
  readonly estimates: Estimates;
  readonly theta: Float64Array;
  /** Standard errors on the searched scale; 0 stands for unknown. */
  readonly errors: Float64Array;
  /** Observed information of one observation, on the searched scale (row-major). */
  readonly information: Float64Array;
};

const TOLERANCE = 1e-8;
/** Log-scale parameters are searched between e^−13 and e^13 (2e−6 … 4e5). */
export const LIMITS: Readonly<Record<Scale, number>> = { log: 13, plain: 40 };

/**
 * Climbs from every start, keeps the highest, ends with Newton steps, and reads the errors from the observed information. A `confidence` of 0 asks for
 * the parameters alone, to the tolerance of the climb: half the work, as the information takes four slopes a parameter.
 */
export function estimate(likelihood: Likelihood, confidence = 0.95): Fitted {
  const { names, scales, observations } = likelihood;
  const objective = perObservation(likelihood);
  const climbed = highest(likelihood, objective);
  const size = names.length;
  const isEnough = confidence === 0 && climbed.converged;
  const information = isEnough
    ? new Float64Array(size * size)
    : observedInformation(objective, climbed.theta);
  const maximum = isEnough ? climbed : polish(objective, climbed, information);
  const errors = isEnough ? new Float64Array(size) : errorsOf(information, maximum.bounded, observations);
  const z = confidence === 0 ? 0 : normalQuantile(upperProbability(confidence));
  const parameters: Record<string, number> = {};
  const standardErrors: Record<string, number | null> = {};
  const intervals: Record<string, Interval | null> = {};
  for (const [i, name] of names.entries()) {
    const log = scales[i] === 'log';
    const at = maximum.theta[i] as number;
    const error = errors[i] as number;
    const natural = (t: number) => (log ? Math.exp(t) : t);
    parameters[name] = natural(at);
    standardErrors[name] = error > 0 ? error * (log ? natural(at) : 1) : null;
    intervals[name] =
      error > 0 && z > 0 ? { low: natural(at - z * error), high: natural(at + z * error) } : null;
  }
  return {
    estimates: {
      parameters,
      standardErrors,
      intervals,
      confidence,
      logLikelihood: maximum.height * observations,
      edges: names.filter((_, i) => maximum.bounded[i]),
      converged: maximum.converged,
    },
    theta: maximum.theta,
    errors,
    information,
  };
}

/** ln L per observation, so that one tolerance serves ten customers and ten million. */
export function perObservation({ objective, observations }: Likelihood): Objective {
  return (theta, gradient) => {
    const height = objective(theta, gradient) / observations;
    for (let i = 0; i < gradient.length; i += 1) gradient[i] = (gradient[i] as number) / observations;
    return height;
  };
}

/** The box of a likelihood's parameters. */
export const limitsOf = ({ scales }: Likelihood) => Float64Array.from(scales, (scale) => LIMITS[scale]);

function highest(likelihood: Likelihood, objective: Objective): Maximum {
  const limit = limitsOf(likelihood);
  let best: Maximum | null = null;
  for (const [place, start] of likelihood.starts.entries()) {
    const known = place === 0 && likelihood.curvature ? { curvature: likelihood.curvature } : {};
    const found = maximise({ objective, start, limit, tolerance: TOLERANCE, ...known });
    if (best === null || found.height > best.height) best = found;
    if (best.converged && !best.bounded.some(Boolean)) break;
  }
  if (best === null) throw new Error('a likelihood needs a start');
  return best;
}

/** Two Newton steps take the slope from 1e−8 to rounding; not taken when they would go down or there is no curvature. */
function polish(objective: Objective, maximum: Maximum, information: Float64Array): Maximum {
  let best = maximum;
  for (let step = 0; step < 2 && !best.bounded.some(Boolean); step += 1) {
    const move = solveLinear(information, best.gradient, best.theta.length);
    if (move === null) break;
    const theta = best.theta.map((value, i) => value + (move[i] as number));
    const gradient = new Float64Array(theta.length);
    const height = objective(theta, gradient);
    if (
      !(height >= best.height - 1e-13 * Math.abs(best.height)) ||
      steepest(gradient) >= steepest(best.gradient)
    ) {
      break;
    }
    best = { ...best, theta, gradient, height, converged: true };
  }
  return best;
}

/** Roots of the diagonal of the inverse information, over the coordinates that are not at an edge. */
function errorsOf(
  information: Float64Array,
  bounded: readonly boolean[],
  observations: number,
): Float64Array {
  const size = bounded.length;
  const free = [...bounded.keys()].filter((i) => !bounded[i]);
  const reduced = Float64Array.from(
    free.flatMap((i) => free.map((j) => information[i * size + j] as number)),
  );
  const inverse = invert(reduced, free.length);
  const errors = new Float64Array(size);
  for (const [k, i] of free.entries()) {
    errors[i] = Math.sqrt(Math.max(0, inverse?.[k * free.length + k] ?? 0) / observations);
  }
  return errors;
}

/** The inverse of an information matrix, for a climb to begin with; undefined where it has none that a climb could use. */
export function curvatureOf(information: Float64Array, size: number): Float64Array<ArrayBuffer> | undefined {
  const inverse = invert(information, size);
  const usable = inverse?.every((value, k) => k % (size + 1) !== 0 || value > 0);
  return usable && inverse !== null ? Float64Array.from(inverse) : undefined;
}

const steepest = (gradient: Float64Array) => gradient.reduce((most, g) => Math.max(most, Math.abs(g)), 0);
