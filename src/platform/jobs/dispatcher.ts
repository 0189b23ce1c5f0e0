import { EventEmitter } from 'node:events';
import { Logger, parseCronItems, type Runner, run, runMigrations, type WorkerEvents } from 'graphile-worker';
import type { Log } from '../logging/index.ts';
import { dispatchTask } from './dispatch.store.ts';

const scheduleTask = 'chacun_schedule';

/** graphile-worker tells at length; what went well is for those who debug. */
function quiet(log: Log): Logger {
  return new Logger(() => (level, message) => {
    if (level === 'error' || level === 'warning') log.warn({ from: 'graphile-worker' }, message);
    else log.debug({ from: 'graphile-worker' }, message);
  });
}

/** Makes or updates the queue's own tables (schema `graphile_worker`). */
export async function prepareDispatch(url: string, log: Log): Promise<void> {
  await runMigrations({ connectionString: url, maxPoolSize: 2, logger: quiet(log) });
}

/** The loop that has jobs looked at, at most `concurrency` at once. It survives the database going away and coming back. */
export type Dispatcher = { readonly name: () => string | undefined; stop(): Promise<void> };

export async function startDispatcher(options: {
  url: string;
  log: Log;
  concurrency: number;
  schedules: readonly { kind: string; schedule: string }[];
  look: (jobId: string) => Promise<void>;
  due: (kind: string) => Promise<void>;
}): Promise<Dispatcher> {
  let name: string | undefined;
  const stopping = new AbortController();
  const events: WorkerEvents = new EventEmitter();
  events.on('pool:create', ({ workerPool }) => {
    name = workerPool.id;
  });
  const start = () =>
    run({
      connectionString: options.url,
      maxPoolSize: options.concurrency + 2,
      concurrency: options.concurrency,
      noHandleSignals: true,
      pollInterval: 1_000,
      logger: quiet(options.log),
      events,
      parsedCronItems: parseCronItems(
        options.schedules.map(({ kind, schedule }) => ({
          task: scheduleTask,
          match: schedule,
          identifier: kind,
          payload: { kind },
        })),
      ),
      taskList: {
        [dispatchTask]: (payload) => options.look(textOf(payload, 'jobId')),
        [scheduleTask]: (payload) => options.due(textOf(payload, 'kind')),
      },
    });

  let runner: Runner = await start();
  // It ends by itself only when something in it broke; the queue must not stand still for that.
  const keep = async (): Promise<void> => {
    while (!stopping.signal.aborted) {
      await runner.promise.catch(() => undefined);
      while (!stopping.signal.aborted) {
        options.log.warn({}, 'the job dispatcher ended by itself; starting it again');
        const next = await start().catch(() => undefined);
        if (next !== undefined) {
          runner = next;
          break;
        }
        await new Promise((resolve) => setTimeout(resolve, 1_000));
      }
    }
  };
  const kept = keep();
  return {
    name: () => name,
    stop: async () => {
      stopping.abort();
      await runner.stop().catch(() => undefined);
      await kept;
    },
  };
}

function textOf(payload: unknown, name: string): string {
  const value = typeof payload === 'object' && payload !== null ? Reflect.get(payload, name) : undefined;
  if (typeof value !== 'string') throw new Error(`A dispatch without "${name}".`);
  return value;
}
