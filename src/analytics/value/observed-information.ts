import type { Objective } from './maximise.ts';

const STEP = 2e-3;

/**
 * Minus the second derivatives of an objective at theta (row-major), from differences of its analytic slope at ±h and ±2h
 * (Richardson; error of order h⁴). At the maximum its inverse is the covariance of the estimates.
 */
export function observedInformation(objective: Objective, theta: Float64Array): Float64Array {
  const size = theta.length;
  const slopes = [-2, -1, 1, 2].map(() => new Float64Array(size));
  const [far, near, right, rightFar] = slopes as [Float64Array, Float64Array, Float64Array, Float64Array];
  const information = new Float64Array(size * size);
  const moved = theta.slice();
  for (let i = 0; i < size; i += 1) {
    for (const [index, steps] of [-2, -1, 1, 2].entries()) {
      moved[i] = (theta[i] as number) + steps * STEP;
      objective(moved, slopes[index] as Float64Array);
    }
    moved[i] = theta[i] as number;
    for (let j = 0; j < size; j += 1) {
      const once = (right[j] as number) - (near[j] as number);
      const twice = (rightFar[j] as number) - (far[j] as number);
      information[i * size + j] = -(8 * once - twice) / (12 * STEP);
    }
  }
  return symmetric(information, size);
}

function symmetric(matrix: Float64Array, size: number): Float64Array {
  return matrix.map((value, k) => (value + (matrix[(k % size) * size + Math.floor(k / size)] as number)) / 2);
}
