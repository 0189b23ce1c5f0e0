import { z } from 'zod';
import { type AnyJobDefinition, type Jobs, job } from '../jobs/index.ts';
import type { Events, Hears } from './events.ts';

/** Whoever may hear: a module, by its name. */
export type Hearer = { readonly name: string; readonly hears?: Hears };

const heardMaxAttempts = 10;

const kindOf = (module: string, event: string) => `hear:${module}:${event}`;

/**
 * Events carried by jobs: saying one puts a job per hearer in the speaker's transaction, so nothing is heard that was
 * rolled back, nothing is lost in a crash, and one hearer's failure is tried again without bothering the others.
 * `hearers` is asked for at first use, so that modules may be made of the events they hear.
 */
export function createEvents(needs: {
  jobs: Pick<Jobs, 'enqueue'>;
  hearers: () => readonly Hearer[];
}): Events & { definitions(): AnyJobDefinition[] } {
  return {
    say: async (within, name, payload) => {
      for (const hearer of needs.hearers()) {
        if (hearer.hears?.[name] === undefined) continue;
        await needs.jobs.enqueue(kindOf(hearer.name, name), payload, { within });
      }
    },
    definitions: () =>
      needs.hearers().flatMap((hearer) =>
        Object.entries(hearer.hears ?? {}).map(([name, hear]) =>
          job({
            kind: kindOf(hearer.name, name),
            payload: z.record(z.string(), z.unknown()),
            maxAttempts: heardMaxAttempts,
            run: async (payload) => {
              await hear(payload);
            },
          }),
        ),
      ),
  };
}
