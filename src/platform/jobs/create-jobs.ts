import { setTimeout as pause } from 'node:timers/promises';
import type { Clock } from '../clock/index.ts';
import type { DatabaseServer } from '../database/index.ts';
import type { Log } from '../logging/index.ts';
import { dispatchJob, removeDispatch } from './dispatch.store.ts';
import { prepareDispatch } from './dispatcher.ts';
import { enqueueJob } from './enqueue-job.ts';
import type { AnyJobDefinition, JobDesk, JobWorker } from './job.ts';
import * as store from './jobs.store.ts';
import { startWorker } from './job-worker.ts';
import { waitForJob } from './wait-for-job.ts';

/** What the queue needs. `definitions` is asked for at first use, so that modules may be made of the queue they define jobs for. */
export type JobsNeeds = {
  readonly server: DatabaseServer;
  readonly clock: Clock;
  readonly log: Log;
  readonly definitions: readonly AnyJobDefinition[] | (() => readonly AnyJobDefinition[]);
  /** Names this process among workers; unique while it lives. */
  readonly workerName: string;
  /** Jobs run at once here. Default 4. */
  readonly concurrency?: number;
  /** Milliseconds before try number `attempt + 1`. Default: 2 s doubled each time, at most an hour. */
  readonly retryDelayMs?: (attempt: number) => number;
};

const pageLimitMax = 200;

/**
 * The queue: jobs are rows that people see (`platform.job`), looked at by graphile-worker. Enqueuing needs no worker;
 * `start` makes this process one.
 */
export function createJobs(needs: JobsNeeds): JobWorker {
  const { server, clock } = needs;
  const { db } = server;
  let known: Map<string, AnyJobDefinition> | undefined;
  const definitions = () => {
    const all = typeof needs.definitions === 'function' ? needs.definitions() : needs.definitions;
    known ??= new Map(all.map((definition) => [definition.kind, definition]));
    return known;
  };
  let prepared: Promise<void> | undefined;
  const ready = () => {
    prepared ??= prepareDispatch(server.url, needs.log).catch((error: unknown) => {
      prepared = undefined;
      throw error;
    });
    return prepared;
  };

  const desk: JobDesk = {
    enqueue: async (kind, payload, options = {}) => {
      const definition = definitions().get(kind);
      if (definition === undefined) throw new Error(`No kind of job is named "${kind}".`);
      await ready();
      return enqueueJob({ db, clock, definition }, payload, options);
    },
    find: (jobId) => store.findJob(db, jobId),
    list: async (filter) => {
      const limit = Math.min(Math.max(filter.limit ?? 50, 1), pageLimitMax);
      const { items, total } = await store.listJobs(db, { ...filter, limit });
      const last = items.length === limit ? items.at(-1) : undefined;
      const nextCursor = last === undefined ? null : `${last.createdAt.toISOString()}~${last.jobId}`;
      return { items, nextCursor, total };
    },
    cancel: async (jobId) => {
      await ready();
      const job = await store.requestCancel(db, jobId, clock.now());
      if (job?.state === 'cancelled') await removeDispatch(db, jobId);
      return job;
    },
    retry: async (jobId) => {
      await ready();
      await db.transaction().execute(async (trx) => {
        if (await store.reviveJob(trx, jobId, clock.now())) await dispatchJob(trx, jobId, 0);
      });
      return store.findJob(db, jobId);
    },
    wait: (jobId, onProgress) => waitForJob((id) => store.findJob(db, id), jobId, onProgress),
  };
  let stopWorker: (() => Promise<void>) | undefined;
  return {
    ...desk,
    start: async () => {
      if (stopWorker !== undefined) return;
      await ready();
      stopWorker = await startWorker({ ...needs, definitions, enqueue: desk.enqueue });
    },
    isWorking: () => stopWorker !== undefined,
    stop: async () => {
      const stop = stopWorker;
      stopWorker = undefined;
      await stop?.();
    },
    drain: async () => {
      while ((await store.countDueJobs(db, clock.now())) > 0) await pause(25);
    },
  };
}
