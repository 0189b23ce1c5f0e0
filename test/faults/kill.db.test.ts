import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { afterAll, expect, it } from 'vitest';
import { chance, createStream, integer } from '#analytics/random';
import { sql } from '#platform/database';
import { programFile } from '#test/program-file';
import { openSurvivor, work } from './survivor.ts';

/** Kills: a few in every run of the tests, many by `make torture`. */
const kills = Number(process.env['TORTURE'] ?? 5);
const seed = process.env['SEED'] ?? 'kill-platform';

const folder = mkdtempSync(join(tmpdir(), 'chacun-kill-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/**
 * Servers running on the folder's cluster, found by the command line they were started with. A process one of them has just
 * started shows the same command line until it has named itself, and is not a server.
 */
function servers(): number[] {
  if (!existsSync('/proc/self/cmdline')) return [];
  const found = processes();
  return found.filter((pid) => !found.includes(parentOf(pid)));
}

function parentOf(pid: number): number {
  try {
    const [, after = ''] = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ');
    return Number(after.split(' ')[1]);
  } catch {
    return 0;
  }
}

function processes(): number[] {
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .filter((pid) => {
      try {
        return readFileSync(`/proc/${pid}/cmdline`, 'utf8').includes(
          `-D\0${join(folder, 'postgres', 'data')}\0`,
        );
      } catch {
        return false;
      }
    })
    .map(Number);
}

/** Starts the child and kills it: at some moment of its start, or some time into its work. */
async function startAndKill(moment: { whileStarting: boolean; afterMs: number }): Promise<boolean> {
  const child = spawn(process.execPath, [programFile('test/faults/survivor.child.ts'), folder], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const ended = once(child, 'exit');
  let ready = false;
  const said = once(child.stdout, 'data').then(() => {
    ready = true;
  });
  if (!moment.whileStarting) await Promise.race([said, ended]);
  await Promise.race([pause(moment.afterMs), ended]);
  const diedByItself = child.exitCode !== null;
  child.kill('SIGKILL');
  await ended;
  expect(diedByItself, 'the child must die by our hand only').toBe(false);
  return ready;
}

it(
  `loses nothing and doubles nothing over ${kills} kills at random moments`,
  async () => {
    const chances = createStream(seed);
    let worked = 0;
    for (let kill = 0; kill < kills; kill++) {
      const whileStarting = kill > 0 && chance(chances, 0.3);
      const afterMs = integer(chances, 0, whileStarting ? 2_500 : 1_500);
      if (await startAndKill({ whileStarting, afterMs })) worked += 1;
      expect(servers().length).toBeLessThanOrEqual(1);
    }
    expect(worked).toBeGreaterThan(0);

    const survivor = await openSurvivor(folder);
    const { engines, jobs, relay } = survivor;
    try {
      await jobs.start();
      const walk = await jobs.wait(await jobs.enqueue('walk', {}, { key: 'walk' }));
      await jobs.drain();
      await relay.flush();
      expect(servers().length).toBeLessThanOrEqual(1);

      const { rows: written } = await sql<{ n: number }>`select count(*) as n from public.written`.execute(
        engines.database.db,
      );
      const rows = written[0]?.n ?? 0;
      expect(rows).toBeGreaterThan(0);
      const sum = { rows, different: rows, last: rows, sum: (rows * (rows + 1)) / 2 };
      expect(
        await engines.warehouse.query(
          'SELECT count() AS rows, uniqExact(sku) AS different, max(version) AS last, sum(version) AS sum FROM products',
        ),
      ).toEqual([sum]);
      expect(
        await engines.warehouse.query(
          'SELECT count() AS rows, uniqExact(person_id) AS different, max(version) AS last, sum(customer_id) AS sum FROM customer_of_rows',
        ),
      ).toEqual([sum]);
      expect(
        await engines.warehouse.query(
          `SELECT countIf(dictGet('customer_of', 'customer_id', person_id) = customer_id) AS shown FROM customer_of_rows`,
        ),
      ).toEqual([{ shown: rows }]);
      expect(await relay.lag()).toMatchObject({ rows: 0, setAside: 0 });

      expect(walk.state).toBe('done');
      const walks = await sql<{ steps: number; done: number }>`
      select count(distinct n)::int as steps, count(*)::int as done
      from platform.job left join public.step on job = job_id where kind = 'walk' group by job_id`.execute(
        engines.database.db,
      );
      expect(new Set(walks.rows.map((one) => one.steps))).toEqual(new Set([work.steps]));
      // A step is done before it is noted: each kill may repeat the one under way, never more.
      const repeated = walks.rows.reduce((all, one) => all + one.done - one.steps, 0);
      expect(repeated).toBeLessThanOrEqual(kills);
      const small = await sql<{ n: number }>`select distinct n from public.small order by n`.execute(
        engines.database.db,
      );
      expect(small.rows).toHaveLength(work.small);
      const states = await sql`select distinct state from platform.job`.execute(engines.database.db);
      expect(states.rows).toEqual([{ state: 'done' }]);
    } finally {
      await jobs.stop();
      await engines.close();
    }
    expect(servers()).toEqual([]);
  },
  120_000 + kills * 20_000,
);
