import type { Database } from '../database/index.ts';
import { countJobs } from '../jobs/index.ts';
import type { Measure } from '../module/index.ts';
import type { OutboxLag, Relay } from '../outbox/index.ts';

/** For operators: jobs by state, and what is on its way to the warehouse. */
export function flowMeasures(needs: { db: Database; relay: Pick<Relay, 'lag'> }): Measure[] {
  const { db, relay } = needs;
  const ofOutbox = (figure: keyof OutboxLag) => async () => [{ value: (await relay.lag())[figure] }];
  return [
    {
      name: 'jobs',
      help: 'Jobs, by state.',
      label: 'state',
      read: async () => Object.entries(await countJobs(db)).map(([label, value]) => ({ label, value })),
    },
    { name: 'outbox_rows', help: 'Rows that wait for the warehouse.', read: ofOutbox('rows') },
    {
      name: 'outbox_oldest_seconds',
      help: 'Age of the oldest row that waits for the warehouse.',
      read: ofOutbox('oldestSeconds'),
    },
    {
      name: 'outbox_refused_rows',
      help: 'Rows the warehouse refused, set aside.',
      read: ofOutbox('setAside'),
    },
  ];
}
