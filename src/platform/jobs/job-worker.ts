import { setTimeout as pause } from 'node:timers/promises';
import type { Clock } from '../clock/index.ts';
import type { Database, DatabaseServer } from '../database/index.ts';
import { newToken } from '../ids/index.ts';
import type { Log } from '../logging/index.ts';
import { dispatchJob } from './dispatch.store.ts';
import { startDispatcher } from './dispatcher.ts';
import { type AnyJobDefinition, type Jobs, JobStopped } from './job.ts';
import { forgetOldJobs } from './jobs.store.ts';
import { type RunningJobs, runJob } from './run-job.ts';
import { readHold } from './runs.store.ts';
import { tendJobs } from './tend-jobs.ts';
import { removeWorker, workerLock, writeHeartbeat } from './workers.store.ts';

export type WorkerNeeds = {
  readonly server: DatabaseServer;
  readonly clock: Clock;
  readonly log: Log;
  readonly workerName: string;
  readonly concurrency?: number;
  readonly retryDelayMs?: (attempt: number) => number;
  readonly definitions: () => ReadonlyMap<string, AnyJobDefinition>;
  readonly enqueue: Jobs['enqueue'];
};

/** Milliseconds: between two rounds of care, and what a stop waits for jobs that do not listen. */
const tendEveryMs = 2_000;
const stopWithinMs = 30_000;
const forgetEveryMs = 3_600_000;

const doubledFromTwoSeconds = (attempt: number) => Math.min(2 ** attempt * 1000, 3_600_000);

/** Makes this process work through the queue, until the answered function has stopped it. */
export async function startWorker(needs: WorkerNeeds): Promise<() => Promise<void>> {
  const { server, clock, log } = needs;
  const { db } = server;
  const worker = `${needs.workerName}:${newToken(6)}`;
  const running: RunningJobs = new Map();
  const stopped = new AbortController();
  const { released } = await holdLock(server, workerLock(worker), stopped.signal);
  await writeHeartbeat(db, { worker, dispatcher: undefined, at: clock.now() });

  const run = {
    ...{ db, clock, log, worker, running },
    retryDelayMs: needs.retryDelayMs ?? doubledFromTwoSeconds,
    definition: (kind: string) => needs.definitions().get(kind),
  };
  const dispatcher = await startDispatcher({
    url: server.url,
    log,
    concurrency: needs.concurrency ?? 4,
    schedules: schedulesOf(needs.definitions()),
    look: (jobId) => (stopped.signal.aborted ? dispatchJob(db, jobId, 0) : runJob(run, jobId)),
    due: async (kind) => void (await needs.enqueue(kind, {}, { key: `schedule:${kind}` })),
  });
  const care = { db, clock, log, worker, dispatcher: dispatcher.name, running };
  await tendJobs(care);
  const tend = async () => {
    await tendJobs(care);
    await heedCancel(db, running, '');
  };
  const tended = keepDoing(tend, tendEveryMs, stopped.signal, log);
  const forgotten = keepDoing(() => forgetOldJobs(db, clock.now()), forgetEveryMs, stopped.signal, log);
  const unlisten = await server.listen('chacun_job_cancel', (jobId) => {
    heedCancel(db, running, jobId).catch(() => undefined);
  });

  return async () => {
    stopped.abort();
    for (const { abort } of running.values()) abort.abort(new JobStopped('shutdown'));
    await Promise.race([dispatcher.stop(), pause(stopWithinMs, undefined, { ref: false })]);
    await unlisten();
    await Promise.all([tended, forgotten]);
    await removeWorker(db, worker).catch(() => undefined);
    await released;
  };
}

function schedulesOf(
  definitions: ReadonlyMap<string, AnyJobDefinition>,
): { kind: string; schedule: string }[] {
  return [...definitions.values()].flatMap(({ kind, schedule }) =>
    schedule === undefined ? [] : [{ kind, schedule }],
  );
}

/**
 * Holds a lock until `stop`, taking it again when the connection was lost. Answers once it is first held, with what
 * ends when it is let go (in an object: a promise inside a promise would be waited for).
 */
function holdLock(
  server: DatabaseServer,
  name: string,
  stop: AbortSignal,
): Promise<{ released: Promise<unknown> }> {
  return new Promise((resolve, reject) => {
    let first = true;
    const hold = async (lost: AbortSignal) => {
      first = false;
      resolve({ released });
      await new Promise((end) => {
        AbortSignal.any([stop, lost]).addEventListener('abort', end, { once: true });
        if (stop.aborted) end(undefined);
      });
    };
    const keep = async () => {
      while (!stop.aborted) {
        try {
          await server.withLock(name, hold);
        } catch (error) {
          if (first) return reject(error);
        }
        await pause(stop.aborted ? 0 : 500);
      }
    };
    const released: Promise<unknown> = keep();
  });
}

/** Does something again and again, telling the first failure of a row of them (the database may be away for long). */
async function keepDoing(
  work: () => Promise<void>,
  everyMs: number,
  stop: AbortSignal,
  log: Log,
): Promise<void> {
  let failing = false;
  while (!stop.aborted) {
    await pause(everyMs, undefined, { signal: stop }).catch(() => undefined);
    if (stop.aborted) return;
    try {
      await work();
      failing = false;
    } catch (error) {
      if (!failing) log.warn({ error: String(error) }, 'the care of jobs failed; it goes on when it can');
      failing = true;
    }
  }
}

/** Somebody asked to cancel a job: when it runs here, it is told at once. '' looks at all of them. */
async function heedCancel(db: Database, running: RunningJobs, jobId: string): Promise<void> {
  const concerned = jobId === '' ? [...running.values()] : [running.get(jobId)];
  for (const job of concerned) {
    if (job?.run === undefined) continue;
    const hold = await readHold(db, job.run);
    if (hold !== 'held') job.abort.abort(new JobStopped(hold));
  }
}
