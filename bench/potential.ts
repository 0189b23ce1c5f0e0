/**
 * What every customer could spend against the plain aggregate it rests on, in the same engine, on the same rows, in one run:
 * `npx tsx bench/potential.ts [--customers 1000000] [--lines 20000000] [--rounds 2]`.
 * The plain aggregate gives, per customer, net sales, the first purchase and its channel. Potential joins to each who they are (age, region,
 * household, channel of entry), learns whom they are like, and stores the snapshot; one in fifty said a share of wallet. Each is the best of the rounds.
 * Facts and the snapshot of value are written by one process; another finds potential, so that its peak memory is that of the potential alone.
 */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { potentialPart } from '#differentiate/potential';
import { refreshValues } from '#differentiate/value';
import { standingClock } from '#platform/clock';
import { orThrow } from '#platform/errors';
import type { Warehouse } from '#platform/warehouse';
import { type BenchEngines, migrateEngines, secondsOf, withEngines } from './engines-setup.ts';
import { sizeOptions, sizesOf, writeValueFacts } from './value-facts-setup.ts';

const { values: options } = parseArgs({
  options: {
    ...sizeOptions,
    rounds: { type: 'string', default: '2' },
    folder: { type: 'string' },
  },
});
const sizes = sizesOf(options);
const clock = standingClock('2026-11-22T12:00:00Z');

const plain = `
  SELECT count(), sum(net), max(earliest), uniqExact(channel) FROM (
    SELECT dictGetOrDefault('customer_of', 'customer_id', person_id, person_id) AS customer_id, sum(net) AS net,
           min(ordered_at) AS earliest, argMin(channel, ordered_at) AS channel
    FROM order_lines WHERE ordered_at <= '2026-11-22 12:00:00' GROUP BY customer_id)`;

/** Who the customers are: born between 1936 and 2006, in five departments, one in four in a household of two or more. */
async function writePeople(warehouse: Warehouse): Promise<void> {
  await warehouse.command(
    `INSERT INTO customers (customer_id, birth_date, postcode, other, first_seen_at, version)
     SELECT number + 1, if(number % 3 = 0, NULL, toDate32('1936-01-01') + cityHash64(number, 7) % 25500),
            ['75011', '37000', '29200', '69003', ''][1 + cityHash64(number, 8) % 5],
            if(number % 50 = 0, map('part de client', toString(20 + number % 60)), map()), '2024-01-01 00:00:00', 1
     FROM numbers({customers:UInt64})`,
    sizes,
  );
  await warehouse.command(
    'INSERT INTO household_of_rows SELECT 8 * number + 2, 8 * number + 1, 1 FROM numbers({eighth:UInt64})',
    { eighth: Math.trunc(sizes.customers / 8) },
  );
  await warehouse.command('SYSTEM RELOAD DICTIONARY household_of');
}

async function measure({ server, warehouse }: BenchEngines): Promise<void> {
  // The snapshot as it was left, begun again by its number: nothing is computed.
  const snapshot = orThrow(await refreshValues({ server, warehouse, clock }, { snapshotId: 1 }));
  const potential = potentialPart({ db: server.db, warehouse });
  let found = await secondsOf(() => potential.write(snapshot));
  const peak = Math.round(process.resourceUsage().maxRSS / 1000);
  let floor = Infinity;
  for (let round = 1; round <= Number(options.rounds); round++) {
    floor = Math.min(floor, await secondsOf(() => warehouse.query(plain)));
    if (round === Number(options.rounds)) break;
    for (const table of potential.tables) await warehouse.command(`TRUNCATE TABLE ${table}`);
    found = Math.min(found, await secondsOf(() => potential.write(snapshot)));
  }
  console.log(`${sizes.customers} customers, ${sizes.lines} lines`);
  console.log(
    `potential of everybody: ${found.toFixed(1)} s, ${(found / floor).toFixed(1)} times the plain aggregate (${floor.toFixed(2)} s); peak memory ${peak} MB`,
  );
}

if (options.folder !== undefined) await withEngines(options.folder, measure);
else {
  const folder = mkdtempSync(join(tmpdir(), 'chacun-bench-'));
  try {
    await withEngines(folder, async ({ server, warehouse }) => {
      await migrateEngines({ server, warehouse });
      await writeValueFacts(warehouse, sizes);
      await writePeople(warehouse);
      orThrow(await refreshValues({ server, warehouse, clock }));
    });
    const own = [import.meta.filename, ...process.argv.slice(2), '--folder', folder];
    spawnSync(process.execPath, [...process.execArgv, ...own], { stdio: 'inherit' });
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
