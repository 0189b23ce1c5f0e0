import type { Database } from '#platform/database';
import type { Measure } from '#platform/module';
import { messageStates } from './message.ts';
import { countMessageStates } from './messages.store.ts';

/** For operators: how many messages are in each state, looked at once a minute at most. */
export function ledgerMeasure(db: Database): Measure {
  return {
    name: 'messages',
    help: 'Messages in the ledger, by state.',
    label: 'state',
    keptSeconds: 60,
    read: async () => {
      const counts = new Map((await countMessageStates(db)).map(({ state, count }) => [state, count]));
      return messageStates.map((state) => ({ label: state, value: counts.get(state) ?? 0 }));
    },
  };
}
