import type { DataFolder } from '../files/index.ts';
import type { Relay } from '../outbox/index.ts';
import { type Check, failure, type Finding, ok } from './check.ts';
import { areMade, checkClock, checkMigrations, checkVersions, type EngineNeeds } from './check-engines.ts';
import { checkFailedJobs, checkOutbox } from './check-flow.ts';
import { checkDisk, checkMail, checkRights } from './check-machine.ts';

export type CheckUpNeeds = EngineNeeds & {
  readonly folder: DataFolder;
  readonly relay: Pick<Relay, 'lag'>;
  /** Signs in to the mail server and out again, throwing when it cannot; undefined when none is set. */
  readonly verifyMail: (() => Promise<void>) | undefined;
};

/**
 * Looks at everything an installation depends on and says what to mend. One check that breaks is a failure of its own
 * and does not keep the others from being made. Changes nothing.
 */
export async function checkUp(needs: CheckUpNeeds): Promise<Check[]> {
  const checks: [string, () => Promise<Finding>][] = [
    ['engines', () => checkVersions(needs)],
    ['migrations', () => checkMigrations(needs)],
    ['clock', () => checkClock(needs)],
    ['disk', () => checkDisk(needs.folder)],
    ['rights', () => checkRights(needs.folder)],
    ['mail', () => checkMail(needs.verifyMail)],
    ['jobs', onceMade(needs, () => checkFailedJobs(needs.database.db))],
    ['outbox', onceMade(needs, async () => checkOutbox(await needs.relay.lag()))],
  ];
  const found: Check[] = [];
  for (const [check, look] of checks) {
    const finding = await look().catch((error: unknown) =>
      failure(error instanceof Error ? error.message : String(error), 'Mend this first, then check again.'),
    );
    found.push({ check, ...finding });
  }
  return found;
}

/** A new folder has nothing yet that could be wrong. */
const onceMade = (needs: CheckUpNeeds, look: () => Promise<Finding>) => async () =>
  (await areMade(needs.database)) ? look() : ok('nothing yet: the schemas have not been made');
