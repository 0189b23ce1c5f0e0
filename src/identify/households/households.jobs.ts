import { z } from 'zod';
import type { Clock } from '#platform/clock';
import type { Database, DatabaseServer } from '#platform/database';
import { type AnyJobDefinition, type Jobs, job } from '#platform/jobs';
import { readSetting, saveSetting } from '#platform/settings';
import { deriveHouseholds } from './derive-households.ts';

const kind = 'households.derive';
const setting = 'households.derivations';
/** Imports often come several in a row: one derivation after the last is enough. */
const quietSeconds = 20;

export type DeriveNeeds = { readonly server: DatabaseServer; readonly clock: Clock };
export type DeriveAsking = {
  readonly db: Database;
  readonly clock: Clock;
  readonly jobs: Pick<Jobs, 'enqueue'>;
};

/** The derivation as a job: progress is in people read; cut, it begins again. */
export function deriveJob(needs: DeriveNeeds): AnyJobDefinition {
  return job({
    kind,
    payload: z.object({ whole: z.boolean().default(false) }),
    maxAttempts: 3,
    run: async ({ whole }, { signal, progress }) => {
      const { db } = needs.server;
      const begun = (await derivationsBegun(db)) + 1;
      await saveSetting(db, { key: setting, value: begun, by: kind, at: needs.clock.now() });
      return deriveHouseholds(
        { server: needs.server },
        { whole, signal, onProgress: (people) => progress(people) },
      );
    },
  });
}

/** Asks for a derivation of everybody at once; answers its job. */
export function deriveNow(needs: DeriveAsking): Promise<string> {
  return needs.jobs.enqueue(kind, { whole: true }, { key: `${kind}:now` });
}

/**
 * Asks for one derivation soon, whatever the number of changes meanwhile. The key tells how many began: changes before the next
 * starts share it, a change while it runs asks for one more.
 */
export async function deriveSoon(needs: DeriveAsking): Promise<void> {
  await needs.jobs.enqueue(
    kind,
    {},
    {
      key: `${kind}:after-${await derivationsBegun(needs.db)}`,
      runAt: new Date(needs.clock.now().getTime() + quietSeconds * 1000),
    },
  );
}

async function derivationsBegun(db: Database): Promise<number> {
  const begun = z.int().safeParse(await readSetting(db, setting));
  return begun.success ? begun.data : 0;
}
