/** A function to climb: returns its height at `theta` and writes its slope into `gradient`. */
export type Objective = (theta: Float64Array, gradient: Float64Array) => number;

/** Where the climb ended. `bounded[i]`: coordinate i was still pushing against ±limit[i], so it has no maximum inside. */
export type Maximum = {
  readonly theta: Float64Array;
  readonly height: number;
  readonly gradient: Float64Array;
  readonly bounded: readonly boolean[];
  readonly converged: boolean;
};

const ITERATIONS_MAX = 300;
const SUFFICIENT = 1e-4;
/** A climb that gains less than this part of its height in so many steps is on a plateau: a parameter that runs to infinity, or rounding. */
const PLATEAU = { steps: 8, gain: 1e-10, slope: 1e-4 } as const;

/**
 * Climbs to a maximum by the quasi-Newton method of Broyden, Fletcher, Goldfarb and Shanno (Nocedal & Wright 2006,
 * algorithm 6.1) with backtracking, inside the box |theta| ≤ limit; coordinates that push outwards at the box are held there.
 * `held` keeps one coordinate at its start (for profiles); `curvature`, the inverse information when it is about known, saves most steps.
 * `tolerance` is the slope at which it stops, so scale the function
 * to one customer; it also stops, as converged, on a plateau too flat to matter. A height of NaN or −∞ only shortens the step.
 */
export function maximise(input: {
  readonly objective: Objective;
  readonly start: Float64Array;
  readonly limit: Float64Array;
  readonly tolerance: number;
  readonly held?: number;
  readonly curvature?: Float64Array<ArrayBuffer>;
}): Maximum {
  const size = input.start.length;
  let theta = input.start.slice();
  let gradient = new Float64Array(size);
  let height = input.objective(theta, gradient);
  let inverse = input.curvature?.slice() ?? scaledIdentity(size, 1);
  let fresh = input.curvature === undefined;
  let bounded = pushing(input, theta, gradient);
  let [before, stands] = [height, false];
  for (let iteration = 0; iteration < ITERATIONS_MAX; iteration += 1) {
    if (steepest(gradient, bounded) <= input.tolerance) break;
    if (iteration % PLATEAU.steps === PLATEAU.steps - 1) {
      stands = height - before <= PLATEAU.gain * Math.abs(height);
      if (stands) break;
      before = height;
    }
    let direction = multiply(inverse, gradient, bounded);
    if (!(dot(direction, gradient) > 0)) {
      inverse = scaledIdentity(size, 1);
      fresh = true;
      direction = multiply(inverse, gradient, bounded);
    }
    const step = search(input, theta, height, gradient, direction, fresh);
    if (step === null) {
      if (fresh) break;
      inverse = scaledIdentity(size, 1);
      fresh = true;
      continue;
    }
    inverse = updated(inverse, { theta, gradient, height }, step, bounded, fresh);
    fresh = false;
    ({ theta, gradient, height } = step);
    bounded = pushing(input, theta, gradient);
  }
  const flat = steepest(gradient, bounded);
  const enough = stands ? PLATEAU.slope : input.tolerance * 100;
  return { theta, height, gradient, bounded, converged: flat <= enough };
}

type Climb = Parameters<typeof maximise>[0];
type Point = {
  readonly theta: Float64Array<ArrayBuffer>;
  readonly gradient: Float64Array<ArrayBuffer>;
  readonly height: number;
};

function search(
  input: Climb,
  theta: Float64Array,
  height: number,
  gradient: Float64Array,
  direction: Float64Array,
  fresh: boolean,
): Point | null {
  const longest = direction.reduce((most, value) => Math.max(most, Math.abs(value)), 0);
  let length = fresh ? Math.min(1, 0.5 / longest) : Math.min(1, 4 / longest);
  for (let attempt = 0; attempt < 40; attempt += 1) {
    const next = new Float64Array(theta.length);
    for (let i = 0; i < next.length; i += 1) {
      const limit = input.limit[i] as number;
      const moved = (theta[i] as number) + length * (direction[i] as number);
      next[i] = Math.max(-limit, Math.min(limit, moved));
    }
    const slope = new Float64Array(theta.length);
    const reached = input.objective(next, slope);
    let promised = 0;
    for (let i = 0; i < next.length; i += 1) {
      promised += (gradient[i] as number) * ((next[i] as number) - (theta[i] as number));
    }
    // Near the top the gain is below rounding; a slope that shrank says as much.
    const gained = reached >= height + SUFFICIENT * promised;
    const level =
      Math.abs(reached - height) <= 1e-13 * Math.abs(height) && norm(slope) < 0.9 * norm(gradient);
    if (Number.isFinite(reached) && (gained || level))
      return { theta: next, gradient: slope, height: reached };
    length *= 0.4;
  }
  return null;
}

function updated(
  inverse: Float64Array,
  from: Point,
  step: Point,
  still: readonly boolean[],
  fresh: boolean,
): Float64Array<ArrayBuffer> {
  const size = from.theta.length;
  const s = step.theta.map((value, i) => value - (from.theta[i] as number));
  const y = step.gradient.map((value, i) => (still[i] ? 0 : (from.gradient[i] as number) - value));
  const sy = dot(s, y);
  const kept = fresh ? scaledIdentity(size, sy > 0 ? sy / dot(y, y) : 1) : inverse.slice();
  if (!(sy > 1e-14 * norm(s) * norm(y))) return kept;
  const hy = multiply(kept, y);
  const weight = (1 + dot(y, hy) / sy) / sy;
  for (let i = 0; i < size; i += 1) {
    for (let j = 0; j < size; j += 1) {
      const cross = ((hy[i] as number) * (s[j] as number) + (s[i] as number) * (hy[j] as number)) / sy;
      kept[i * size + j] =
        (kept[i * size + j] as number) + weight * (s[i] as number) * (s[j] as number) - cross;
    }
  }
  return kept;
}

function pushing(input: Climb, theta: Float64Array, gradient: Float64Array): boolean[] {
  return Array.from(theta, (value, i) => {
    const limit = input.limit[i] as number;
    const slope = gradient[i] as number;
    return i === input.held || (value >= limit && slope > 0) || (value <= -limit && slope < 0);
  });
}

function multiply(matrix: Float64Array, vector: Float64Array, still: readonly boolean[] = []): Float64Array {
  const size = vector.length;
  const product = new Float64Array(size);
  for (let i = 0; i < size; i += 1) {
    if (still[i]) continue;
    let sum = 0;
    for (let j = 0; j < size; j += 1) {
      if (!still[j]) sum += (matrix[i * size + j] as number) * (vector[j] as number);
    }
    product[i] = sum;
  }
  return product;
}

function scaledIdentity(size: number, scale: number): Float64Array<ArrayBuffer> {
  const matrix = new Float64Array(size * size);
  for (let i = 0; i < size; i += 1) matrix[i * size + i] = scale;
  return matrix;
}

const steepest = (gradient: Float64Array, still: readonly boolean[]) =>
  gradient.reduce((most, value, i) => (still[i] ? most : Math.max(most, Math.abs(value))), 0);

const norm = (vector: Float64Array) => Math.sqrt(dot(vector, vector));

function dot(one: Float64Array, two: Float64Array): number {
  let sum = 0;
  for (let i = 0; i < one.length; i += 1) sum += (one[i] as number) * (two[i] as number);
  return sum;
}
