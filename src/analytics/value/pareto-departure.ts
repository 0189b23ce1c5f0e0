import { LEGENDRE, LEGENDRE_SHORT } from './gauss-legendre.ts';

/** Where in the Pareto/NBD a customer may have left: between the last purchase and the end of observation. */
export type DepartureWindow = {
  readonly shape: number;
  readonly alpha: number;
  readonly s: number;
  readonly beta: number;
  readonly lastAt: number;
  readonly observedFor: number;
};

/** Odds of having left against having stayed, and means over the time τ of leaving that the slopes need. */
export type Departure = {
  odds: number;
  logOnePlusOdds: number;
  meanLogAlpha: number;
  meanLogBeta: number;
  meanPerAlpha: number;
  meanPerBeta: number;
};

export const newDeparture = (): Departure => ({
  odds: 0,
  logOnePlusOdds: 0,
  meanLogAlpha: 0,
  meanLogBeta: 0,
  meanPerAlpha: 0,
  meanPerBeta: 0,
});

/**
 * ∫ s βˢ (β+τ)^−(s+1) (α+τ)^−(r+x) dτ over the window, divided by (β/(β+T))ˢ (α+T)^−(r+x): the odds of having left; written into `out`,
 * which spares an allocation for each of a million customers.
 * In u = ln((m+τ)/(m+t_x)), m the smaller of α and β, the integrand is analytic within ±iπ of the real line, so sixteen Legendre points a
 * panel give all digits (eight where it falls by no more than e^4: 1e−12); panels shrink where it is steep, and the sum stops once it has
 * decayed. u is the logarithm that m needs, so only the other of the two is computed. The greatest value, at t_x, is taken
 * out first: odds beyond 1e308 become Infinity with a finite logarithm, never NaN.
 */
export function leftBefore(window: DepartureWindow, out: Departure): void {
  const { shape, alpha, s, beta, lastAt, observedFor } = window;
  const smaller = Math.min(alpha, beta);
  const larger = Math.max(alpha, beta);
  const length = Math.log1p((observedFor - lastAt) / (smaller + lastAt));
  const [start, other] = [smaller + lastAt, larger + lastAt];
  // What u and the logarithm of the larger are multiplied by.
  const [byU, byOther] = alpha <= beta ? [1 - shape, s + 1] : [-s, shape];
  let [mass, sumU, sumLog, sumPerSmaller, sumPerLarger] = [0, 0, 0, 0, 0];
  for (let from = 0; from < length; ) {
    const width = panelWidth(window, smaller, from, length);
    const { nodes, weights } =
      steepness(window, smaller, from + width) * width > 4 ? LEGENDRE : LEGENDRE_SHORT;
    const before = mass;
    for (let k = 0; k < nodes.length; k += 1) {
      const u = from + 0.5 * width * (1 + (nodes[k] as number));
      const gone = start * Math.expm1(u);
      const log = Math.log1p(gone / other);
      const density = (weights[k] as number) * width * Math.exp(byU * u - byOther * log);
      mass += density;
      sumU += density * u;
      sumLog += density * log;
      sumPerSmaller += density / (start + gone);
      sumPerLarger += density / (other + gone);
    }
    if (mass - before <= 1e-17 * mass) break;
    from += width;
  }
  if (!(mass > 0)) {
    Object.assign(out, newDeparture());
    return;
  }
  const logMass = Math.log((mass * 0.5 * start * s) / (beta + lastAt));
  const staying =
    shape * Math.log1p((observedFor - lastAt) / (alpha + lastAt)) +
    s * Math.log1p((observedFor - lastAt) / (beta + lastAt));
  const logOdds = logMass + staying;
  out.odds = Math.exp(logOdds);
  out.logOnePlusOdds = out.odds === Infinity ? logOdds : Math.log1p(out.odds);
  const ofSmaller = { log: Math.log(start) + sumU / mass, per: sumPerSmaller / mass };
  const ofLarger = { log: Math.log(other) + sumLog / mass, per: sumPerLarger / mass };
  const [ofAlpha, ofBeta] = alpha <= beta ? [ofSmaller, ofLarger] : [ofLarger, ofSmaller];
  out.meanLogAlpha = ofAlpha.log;
  out.meanLogBeta = ofBeta.log;
  out.meanPerAlpha = ofAlpha.per;
  out.meanPerBeta = ofBeta.per;
}

/** At most 2, and so narrow that the integrand falls by no more than e^12 in it; its steepness grows along u. */
function panelWidth(window: DepartureWindow, smaller: number, from: number, length: number): number {
  const widest = Math.min(2, length - from);
  return Math.min(widest, 12 / steepness(window, smaller, from + widest));
}

/** How fast the logarithm of the integrand falls along u, at most, up to a place. */
function steepness({ shape, alpha, s, beta, lastAt }: DepartureWindow, smaller: number, u: number): number {
  const reached = (smaller + lastAt) * Math.exp(u);
  return (shape * reached) / (reached + alpha - smaller) + ((s + 1) * reached) / (reached + beta - smaller);
}
