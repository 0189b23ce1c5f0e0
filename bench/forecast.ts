/**
 * The forecast of every customer, from facts to stored figures, against the plain aggregate it rests on (first and last day, days and sales by
 * customer), in the same engine, on the same rows, in one run: `npx tsx bench/forecast.ts [--customers 1000000] [--lines 20000000]`.
 * Facts and the snapshot of value are written by one process and forecast by another, whose peak memory is thus that of forecasting (Node, both
 * clients and the engine included).
 */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { lifetimePart, recencyPart } from '#differentiate/lifetime';
import { refreshValues } from '#differentiate/value';
import { standingClock } from '#platform/clock';
import { orThrow } from '#platform/errors';
import { type BenchEngines, migrateEngines, secondsOf, withEngines } from './engines-setup.ts';
import { sizeOptions, sizesOf, writeValueFacts } from './value-facts-setup.ts';

const { values: options } = parseArgs({
  options: {
    ...sizeOptions,
    folder: { type: 'string' },
  },
});
const sizes = sizesOf(options);
const clock = standingClock('2026-11-22T12:00:00Z');

const plain = `
  SELECT count(), sum(days), sum(net), max(latest - earliest) FROM (
    SELECT dictGetOrDefault('customer_of', 'customer_id', person_id, person_id) AS customer_id, sum(net) AS net,
           uniqExact(toDate(ordered_at, 'UTC')) AS days, min(toDate(ordered_at, 'UTC')) AS earliest,
           max(toDate(ordered_at, 'UTC')) AS latest
    FROM order_lines WHERE is_return = 0 AND ordered_at <= '2026-11-22 12:00:00' GROUP BY customer_id)`;

async function measure({ server, warehouse }: BenchEngines): Promise<void> {
  const { db } = server;
  // The snapshot as it was left, begun again by its number: nothing is computed.
  const snapshot = orThrow(await refreshValues({ server, warehouse, clock }, { snapshotId: 1 }));
  const lifetime = lifetimePart({ db, warehouse, clock });
  const withFit = await secondsOf(() => lifetime.write(snapshot));
  const peak = Math.round(process.resourceUsage().maxRSS / 1000);
  await warehouse.command('TRUNCATE TABLE customer_lifetimes');
  const forecastOnly = await secondsOf(() => lifetime.write(snapshot));
  const byRecency = await secondsOf(() => recencyPart({ db, warehouse }).write(snapshot));
  const floor = Math.min(
    await secondsOf(() => warehouse.query(plain)),
    await secondsOf(() => warehouse.query(plain)),
  );
  const told = (seconds: number) => `${seconds.toFixed(1)} s (${(seconds / floor).toFixed(1)} times)`;
  console.log(`${sizes.customers} customers, ${sizes.lines} lines; plain aggregate ${floor.toFixed(2)} s`);
  console.log(
    `facts to stored figures: ${told(withFit)} with the fit, ${told(forecastOnly)} without; peak memory ${peak} MB`,
  );
  console.log(`value by recency: ${told(byRecency)}`);
}

if (options.folder !== undefined) await withEngines(options.folder, measure);
else {
  const folder = mkdtempSync(join(tmpdir(), 'chacun-bench-'));
  try {
    await withEngines(folder, async ({ server, warehouse }) => {
      await migrateEngines({ server, warehouse });
      await writeValueFacts(warehouse, sizes);
      orThrow(await refreshValues({ server, warehouse, clock }));
    });
    const own = [import.meta.filename, ...process.argv.slice(2), '--folder', folder];
    spawnSync(process.execPath, [...process.execArgv, ...own], { stdio: 'inherit' });
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
