import { type App, callRoute, type RouteCall } from '#app';
import type { Outcome } from '../platform/errors/index.ts';
import type { Job } from '../platform/jobs/index.ts';

/** A job, as far as commands follow it. */
export type FollowedJob = Pick<Job, 'state' | 'progress' | 'error' | 'result'>;

/** The program as commands ask it: opened in this process, or served by another that has the data folder. */
export type Program = {
  /** What is open in this process; undefined when another serves. */
  readonly own: App | undefined;
  /** Does what a declared route does, with its parsing and refusals. */
  call<Reply>(call: RouteCall): Promise<Outcome<Reply>>;
  /** Sees to it that jobs are worked through. */
  start(): Promise<void>;
  readonly jobs: {
    wait(jobId: string, onProgress: (job: FollowedJob) => void): Promise<FollowedJob>;
    cancel(jobId: string): Promise<unknown>;
  };
  /** Waits until what was asked is through: `isThrough` says so where others' jobs go on. */
  settle(isThrough: () => Promise<boolean>): Promise<void>;
};

/** The program open in this process. */
export function ownProgram(app: App): Program {
  return {
    own: app,
    call: (call) => callRoute(app, call),
    start: () => app.start(),
    jobs: app.jobs,
    settle: async () => {
      await app.start();
      await app.jobs.drain();
    },
  };
}
