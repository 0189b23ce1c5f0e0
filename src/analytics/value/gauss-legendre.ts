/** Nodes in (−1, 1) and weights of Gauss–Legendre quadrature, exact for polynomials up to degree 31. */
export const LEGENDRE = gaussLegendre(16);

/** Half as many, exact up to degree 15. */
export const LEGENDRE_SHORT = gaussLegendre(8);

/** Half again, exact up to degree 7. */
export const LEGENDRE_FEW = gaussLegendre(4);

/** Newton's method on the Legendre polynomial from Chebyshev guesses (Press et al. 2007, §4.6). */
function gaussLegendre(points: number): { readonly nodes: Float64Array; readonly weights: Float64Array } {
  const nodes = new Float64Array(points);
  const weights = new Float64Array(points);
  for (let i = 0; i < points; i += 1) {
    let x = Math.cos((Math.PI * (i + 0.75)) / (points + 0.5));
    let slope = 1;
    for (let step = 0; step < 20; step += 1) {
      let [previous, value] = [1, x];
      for (let degree = 2; degree <= points; degree += 1) {
        [previous, value] = [value, ((2 * degree - 1) * x * value - (degree - 1) * previous) / degree];
      }
      slope = (points * (x * value - previous)) / (x * x - 1);
      x -= value / slope;
    }
    nodes[i] = x;
    weights[i] = 2 / ((1 - x * x) * slope * slope);
  }
  return { nodes, weights };
}

/**
 * ∫₀^length f by sixteen points a panel, panels no wider than `panel`; stops once a panel adds less than 1e−17 of the sum
 * (for integrands that end in decay). `length` may be Infinity when f decays.
 */
export function integrate(f: (u: number) => number, length: number, panel: number): number {
  const { nodes, weights } = LEGENDRE;
  const width = length === Infinity ? panel : length / Math.max(1, Math.ceil(length / panel));
  let sum = 0;
  for (let from = 0; from < length - width / 2; from += width) {
    let part = 0;
    for (let k = 0; k < nodes.length; k += 1) {
      part += (weights[k] as number) * f(from + (width / 2) * (1 + (nodes[k] as number)));
    }
    sum += (part * width) / 2;
    if (Math.abs(part) * width <= 1e-17 * Math.abs(sum)) break;
  }
  return sum;
}
