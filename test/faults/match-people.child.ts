import { connectDatabase } from '#adapters/postgres';
import { runMatching } from '#identify/review';
import { standingClock } from '#platform/clock';

/** A process of its own that brings who is who up to date, to be killed. Arguments: database, persons a batch. Says each step, then what it did. */
const [url = '', batch = ''] = process.argv.slice(2);
const server = connectDatabase({ url, connections: 4 });
const say = (value: unknown): void => void process.stdout.write(`${JSON.stringify(value)}\n`);

say({ begun: true });
const done = await runMatching(
  { server, clock: standingClock(new Date('2026-11-22T10:00:00Z')) },
  { by: 'test', batch: Number(batch), onStep: async (step, total) => say({ step, total }) },
);
say({ done });
await server.close();
