import { spawnSync } from 'node:child_process';
import { dayOf, readCdnow } from '#test/cdnow';
import {
  fitPurchaseModel,
  isRefusal,
  predictPurchases,
  summariseTransactions,
} from '../src/analytics/value/index.ts';
import { maximise } from '../src/analytics/value/maximise.ts';
import { logBeta, logGamma } from '#analytics/statistics';

/**
 * BG/NBD on CDNOW: our fit (cells, written slopes) against the usual one (one term a customer, slopes by differences, the same climb),
 * in the same run; then a million customers forecast. Prints one line of JSON. `coldMs` are the first fits of ten fresh processes, the quickest first, with
 * whatever the machine takes to compile what it runs (`--cold` is such a process).
 */
const transactions = readCdnow('CDNOW_sample.txt');
if (transactions === null) console.log('skipped: no data');
else if (process.argv.includes('--cold')) cold(transactions);
else bench(transactions);

type Purchases = NonNullable<typeof transactions>;

function historiesOf(purchases: Purchases) {
  const summary = summariseTransactions({ transactions: purchases, until: dayOf('19970930') });
  if (isRefusal(summary)) throw new Error(summary.message);
  return summary;
}

function cold(purchases: Purchases): void {
  const histories = historiesOf(purchases);
  console.log(timed(() => fitPurchaseModel({ model: 'bg-nbd', histories })));
}

/** The first fits of ten fresh processes, the quickest first. */
function coldTimes(): number[] {
  const own = [...process.execArgv, import.meta.filename, '--cold'];
  const times = Array.from({ length: 10 }, () =>
    Number(spawnSync(process.execPath, own, { encoding: 'utf8' }).stdout),
  );
  return times.toSorted((one, other) => one - other);
}

function bench(purchases: Purchases): void {
  const summary = historiesOf(purchases);
  const fit = () => fitPurchaseModel({ model: 'bg-nbd', histories: summary });
  const fitNaively = () => {
    const height = (theta: Float64Array) => {
      const [r = 0, alpha = 0, a = 0, b = 0] = theta.map(Math.exp);
      let total = 0;
      for (let i = 0; i < summary.repeats.length; i += 1) {
        const x = summary.repeats[i] ?? 0;
        const stay =
          logBeta(a, b + x) - logBeta(a, b) - (r + x) * Math.log(alpha + (summary.observedFor[i] ?? 0));
        const left =
          (x > 0 ? logBeta(a + 1, b + x - 1) : 0) -
          logBeta(a, b) -
          (r + x) * Math.log(alpha + (summary.lastAt[i] ?? 0));
        total +=
          logGamma(r + x) -
          logGamma(r) +
          r * Math.log(alpha) +
          (x > 0 ? Math.log(Math.exp(stay) + Math.exp(left)) : stay);
      }
      return total / summary.repeats.length;
    };
    return maximise({
      objective: (theta, gradient) => {
        for (let k = 0; k < 4; k += 1) {
          const at = (step: number) => height(theta.map((value, j) => (j === k ? value + step : value)));
          gradient[k] = (at(1e-5) - at(-1e-5)) / 2e-5;
        }
        return height(theta);
      },
      start: Float64Array.of(0.5, 2, 1, 2).map(Math.log),
      limit: new Float64Array(4).fill(13),
      tolerance: 1e-6,
    });
  };
  const firstMs = timed(fit);
  const fitMs = best(15, fit);
  const naiveMs = best(3, fitNaively);
  const model = fit();
  if (isRefusal(model)) throw new Error(model.message);
  const size = 1_000_000;
  const grown = (column: Float64Array) =>
    Float64Array.from({ length: size }, (_, i) => column[i % column.length] ?? 0);
  const histories = {
    repeats: grown(summary.repeats),
    lastAt: grown(summary.lastAt),
    observedFor: grown(summary.observedFor),
  };
  const millionFitMs = timed(() => fitPurchaseModel({ model: 'bg-nbd', histories }));
  const millionForecastMs = timed(() => predictPurchases({ fit: model, histories, ahead: 39, rate: 0.0027 }));
  const ratio = naiveMs / fitMs;
  console.log(
    JSON.stringify({
      ...{ bench: 'value-fit', coldMs: coldTimes(), firstMs, fitMs, naiveMs, ratio },
      ...{ millionFitMs, millionForecastMs },
    }),
  );
}

function timed(run: () => unknown): number {
  const start = performance.now();
  run();
  return performance.now() - start;
}

/** The best of some runs: what the machine can do while others use it too. */
function best(times: number, run: () => unknown): number {
  return Math.min(...Array.from({ length: times }, () => timed(run)));
}
