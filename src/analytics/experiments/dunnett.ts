import { normalCdf, normalDensity } from '#analytics/statistics';

const REACH = 9;
const STEPS = 720;

/**
 * P(max |Zᵢ| ≤ bound) for treatments against one control: standard normals correlated λᵢλⱼ through the control they
 * share, λᵢ² = control's squared error ÷ (control's + the treatment's). Dunnett (1955), Journal of the American Statistical
 * Association 50:1096–1121, with known variances (samples of hundreds). One integral by Simpson's rule, error < 1e-9.
 * Each loading in [0, 1); `bound` ≥ 0.
 */
export function dunnettProbability(bound: number, loadings: ArrayLike<number>): number {
  const lambdas = Array.from(loadings);
  if (!(bound >= 0) || !lambdas.every((lambda) => lambda >= 0 && lambda < 1)) {
    throw new RangeError(
      `Dunnett needs a bound ≥ 0 and loadings in [0, 1), got ${bound}, ${lambdas.join(' ')}`,
    );
  }
  const width = (2 * REACH) / STEPS;
  let sum = 0;
  for (let step = 0; step <= STEPS; step += 1) {
    const u = -REACH + step * width;
    const weight = step === 0 || step === STEPS ? 1 : step % 2 === 1 ? 4 : 2;
    const inside = lambdas.reduce((product, lambda) => product * insideGiven(u, bound, lambda), 1);
    sum += weight * normalDensity(u) * inside;
  }
  return Math.min(1, (sum * width) / 3);
}

function insideGiven(u: number, bound: number, lambda: number): number {
  const left = Math.sqrt(1 - lambda * lambda);
  return normalCdf((bound - lambda * u) / left) - normalCdf((-bound - lambda * u) / left);
}

/**
 * The multiple of each standard error that holds all differences to the control at once with `confidence`: 2.21 for two
 * treatments and equal arms at 95 %, where one comparison takes 1.96. Bisection on `dunnettProbability`.
 */
export function dunnettMultiplier(confidence: number, loadings: ArrayLike<number>): number {
  if (!(confidence > 0 && confidence < 1))
    throw new RangeError(`a confidence lies between 0 and 1, got ${confidence}`);
  let low = 0;
  let high = REACH;
  while (high - low > 1e-10) {
    const middle = (low + high) / 2;
    if (dunnettProbability(middle, loadings) < confidence) low = middle;
    else high = middle;
  }
  return (low + high) / 2;
}
