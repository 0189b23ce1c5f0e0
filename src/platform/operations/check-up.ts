import { existsSync } from 'node:fs';
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
  return lookAt([
    ['engines', () => checkVersions(needs)],
    ['migrations', () => checkMigrations(needs)],
    ['clock', () => checkClock(needs)],
    ...machineChecks(needs),
    ['jobs', onceMade(needs, () => checkFailedJobs(needs.database.db))],
    ['outbox', onceMade(needs, async () => checkOutbox(await needs.relay.lag()))],
  ]);
}

/** What can be looked at when the engines cannot be opened: why they cannot, then this machine. */
export async function checkUpWithoutEngines(
  why: string,
  needs: Pick<CheckUpNeeds, 'folder' | 'verifyMail'>,
): Promise<Check[]> {
  return lookAt([
    ['engines', async () => failure(why, 'Mend this first, then check again.')],
    ...machineChecks(needs),
  ]);
}

type Look = [check: string, look: () => Promise<Finding>];

function machineChecks(needs: Pick<CheckUpNeeds, 'folder' | 'verifyMail'>): Look[] {
  const mail: Look = ['mail', () => checkMail(needs.verifyMail)];
  if (!existsSync(needs.folder.path)) return [mail];
  return [['disk', () => checkDisk(needs.folder)], ['rights', () => checkRights(needs.folder)], mail];
}

async function lookAt(checks: readonly Look[]): Promise<Check[]> {
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
