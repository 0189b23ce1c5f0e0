import { z } from 'zod';
import { type Engines, openEngines } from '#adapters/engines';
import { systemClock } from '#platform/clock';
import { sql } from '#platform/database';
import { createJobs, type JobWorker, job } from '#platform/jobs';
import { createLog } from '#platform/logging';
import { createRelay, putInOutbox, type Relay } from '#platform/outbox';

/** Steps of the long job, and how many small ones there are. */
export const work = { steps: 600, small: 60 };

/** What a killed process and the one after it both run: an outbox being filled and relayed, one long job, many small ones. */
export type Survivor = {
  readonly engines: Engines;
  readonly jobs: JobWorker;
  readonly relay: Relay;
};

/** Opens a data folder as `serve` would. Everything done leaves a trace in PostgreSQL that a test can count. */
export async function openSurvivor(dataFolder: string): Promise<Survivor> {
  const log = createLog('error');
  const engines = await openEngines({ dataFolder, log });
  const { database } = engines;
  await sql`create table if not exists public.written (n int primary key)`.execute(database.db);
  await sql`create table if not exists public.step (job uuid, n int)`.execute(database.db);
  await sql`create table if not exists public.small (n int)`.execute(database.db);
  const jobs = createJobs({
    ...{ server: database, clock: systemClock, log, workerName: 'survivor', retryDelayMs: () => 50 },
    definitions: [
      job({
        kind: 'walk',
        payload: z.object({}),
        run: async (_payload, { jobId, cursor, checkpoint, progress, signal }) => {
          for (let n = z.number().catch(0).parse(cursor); n < work.steps; n++) {
            signal.throwIfAborted();
            await sql`insert into public.step (job, n) values (${jobId}, ${n})`.execute(database.db);
            await checkpoint(n + 1);
            await progress(n + 1, work.steps);
          }
          return { walked: work.steps };
        },
      }),
      job({
        kind: 'small',
        payload: z.object({ n: z.number() }),
        maxAttempts: 1000,
        run: async ({ n }) => {
          await sql`insert into public.small (n) values (${n})`.execute(database.db);
        },
      }),
    ],
  });
  return { engines, jobs, relay: createRelay({ server: database, warehouse: engines.warehouse, log }) };
}

/** Writes rows and what tells of them to the warehouse in one transaction, again and again, until stopped. */
export async function writeOn({ engines }: Survivor, stop: AbortSignal): Promise<void> {
  const { db } = engines.database;
  while (!stop.aborted)
    await db.transaction().execute(async (trx) => {
      const { rows } = await sql<{ n: number }>`
        insert into public.written (n)
        select last.n + step from (select coalesce(max(n), 0) as n from public.written) as last, generate_series(1, 7) as step
        returning n`.execute(trx);
      await putInOutbox(
        trx,
        rows.flatMap(({ n }) => [
          { table: 'products', row: { sku: `sku-${n}`, version: n } },
          { table: 'customer_of_rows', row: { person_id: n * 2, customer_id: n, version: n } },
        ]),
      );
    });
}
