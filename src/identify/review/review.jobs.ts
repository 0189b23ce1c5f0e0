import { z } from 'zod';
import { countPending, countUnsettled, findModelInForce, lastNoted, listActs } from '#identify/matching';
import type { Clock } from '#platform/clock';
import type { Database } from '#platform/database';
import type { Events } from '#platform/events';
import { type AnyJobDefinition, type Jobs, job } from '#platform/jobs';
import { refreshStakes, type StakeNeeds } from './refresh-stakes.ts';
import { fewestPersons, type MatchingNeeds, runMatching } from './run-matching.ts';

export const matchingJob = 'matching.run';
const stakesJob = 'matching.stakes';
/** Imports often come several in a row: one run after the last is enough. */
const quietSeconds = 10;

const Payload = z.object({ learn: z.boolean().default(false), by: z.string().default('matching') });

/** What pairs that wait are worth, read anew: orders change it too. */
export function refreshStakesJob(needs: StakeNeeds): AnyJobDefinition {
  return job({
    kind: stakesJob,
    payload: z.object({}),
    run: async () => ({ persons: await refreshStakes(needs) }),
  });
}

export type AskingNeeds = { readonly db: Database; readonly clock: Clock; readonly jobs: Jobs };

/** Matching as a job: what it did so far is kept when it is stopped. Says `customers.changed` when customers may have moved. */
export function runMatchingJob(
  needs: MatchingNeeds & StakeNeeds & { readonly events: Pick<Events, 'say'> },
): AnyJobDefinition {
  return job({
    kind: matchingJob,
    payload: Payload,
    maxAttempts: 5,
    run: async (payload, { signal, progress }) => {
      const done = await runMatching(needs, {
        ...payload,
        signal,
        onStep: (stepDone, total) => progress(stepDone, total),
      });
      await refreshStakes(needs);
      const moved = done.matched + done.settled > 0;
      if (moved) await needs.events.say(needs.server.db, 'customers.changed', { by: 'matching' });
      return done;
    },
  });
}

/** Asks for a run now. */
export function askForMatching(
  { jobs }: Pick<AskingNeeds, 'jobs'>,
  input: { readonly learn: boolean; readonly by: string },
): Promise<string> {
  return jobs.enqueue(matchingJob, input, { key: `${matchingJob}:${input.learn ? 'learn' : 'now'}` });
}

/**
 * Asks for one run soon, whatever the number of imports meanwhile: changes told before it starts share it, a change while it runs asks for one
 * more. Too few people, and nobody matched yet, ask for none.
 */
export async function matchSoon({ db, clock, jobs }: AskingNeeds): Promise<void> {
  const model = await findModelInForce(db);
  const runAt = new Date(clock.now().getTime() + quietSeconds * 1000);
  if (model !== undefined) await jobs.enqueue(stakesJob, {}, { key: stakesJob, runAt });
  const waiting = await countPending(db);
  if (waiting === 0 || (model === undefined && waiting < fewestPersons)) return;
  await jobs.enqueue(
    matchingJob,
    { learn: false, by: 'matching' },
    {
      key: `${matchingJob}:up-to-${await lastNoted(db)}`,
      runAt,
    },
  );
}

/**
 * Asks for a run now when an act concerned too many to be waited for, or other rules of survivorship everybody: one more for each such change,
 * so that none comes too late for it.
 */
export async function settleSoon(
  { db, jobs }: Pick<AskingNeeds, 'db' | 'jobs'>,
  said: { readonly by?: unknown; readonly at?: unknown } = {},
): Promise<void> {
  if ((await countUnsettled(db)) === 0) return;
  const [last] = await listActs(db, null, 1);
  const change = said.by === 'survivorship' ? `rules-${String(said.at)}` : `act-${last?.actId ?? 0}`;
  const payload = { learn: false, by: 'matching' };
  await jobs.enqueue(matchingJob, payload, { key: `${matchingJob}:after-${change}` });
}
