import { connectDatabase } from '#adapters/postgres';
import { householdsModule } from '#identify/households';
import { standingClock, systemClock } from '#platform/clock';
import { createJobs } from '#platform/jobs';
import { silentLog } from '#platform/logging';

/**
 * A process of its own that works out households as `serve` does, by its job, to be killed. Arguments: database, key of the job. Says each
 * statement before it is run, then how the job ended.
 */
const [url = '', key = ''] = process.argv.slice(2);
const database = connectDatabase({ url, connections: 6 });
const say = (value: unknown): void => void process.stdout.write(`${JSON.stringify(value)}\n`);
const telling = database.db.withPlugin({
  transformQuery: ({ node }) => {
    say({ statement: node.kind });
    return node;
  },
  transformResult: async ({ result }) => result,
});

const jobs = createJobs({
  ...{ server: database, clock: systemClock, log: silentLog, retryDelayMs: () => 20 },
  workerName: `households-${process.pid}`,
  definitions: () => [...(module.jobs ?? [])],
});
const module = householdsModule({
  ...{ server: { ...database, db: telling }, jobs },
  clock: standingClock('2026-11-22T12:00:00Z'),
  sales: async () => new Map(),
});
await jobs.start();
const jobId = await jobs.enqueue('households.derive', {}, { key });
const done = await jobs.wait(jobId);
// Another process's job may be under way here: its statements come first.
await jobs.stop();
say({ done: { state: done.state } });
await database.close();
