import { z } from 'zod';
import { readValueSettings, settleCurrency } from '#differentiate/value';
import { orThrow } from '#platform/errors';
import { type AnyJobDefinition, type Jobs, job } from '#platform/jobs';
import { fitLifetime, type LifetimeNeeds } from './fit-lifetime.ts';

const kind = 'lifetime.fit';

/** A fit of the models to the history as it is now; then everyone is forecast again with it. */
export function fitJob(needs: LifetimeNeeds & { jobs: Jobs }): AnyJobDefinition {
  return job({
    kind,
    payload: z.object({}),
    maxAttempts: 2,
    run: async (_, context) => {
      await context.progress(0, 2);
      const currency = orThrow(await settleCurrency(needs.warehouse, await readValueSettings(needs)));
      const fit = await fitLifetime(needs, { asOf: needs.clock.now(), currency });
      await context.progress(1, 2);
      if (fit.fitted === null) return { fitId: fit.fitId, refusal: fit.refusal };
      await needs.jobs.enqueue('value.refresh', { asOf: null }, { key: `value.refresh:fit-${fit.fitId}` });
      await context.progress(2, 2);
      return { fitId: fit.fitId, model: fit.fitted.model };
    },
  });
}

/** Asks for a fit; asked again while one waits or runs, it is the same one. */
export const askForFit = (jobs: Jobs): Promise<string> => jobs.enqueue(kind, {}, { key: kind });
