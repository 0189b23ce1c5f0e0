import type { CustomerPagePart } from '#identify/customers';
import type { JobDesk } from '#platform/jobs';
import type { Events } from '#platform/events';
import type { Module } from '#platform/module';
import { suspectsOf } from './list-queue.ts';
import { matchSoon, refreshStakesJob, runMatchingJob, settleSoon } from './review.jobs.ts';
import type { StakeNeeds } from './refresh-stakes.ts';
import { reviewRoutes } from './review.routes.ts';
import type { MatchingNeeds } from './run-matching.ts';

/** Who is who: matched after each import, looked at by people where it is doubtful, merged and parted by hand. */
export function reviewModule(
  needs: MatchingNeeds &
    StakeNeeds & {
      readonly jobs: JobDesk;
      readonly events: Pick<Events, 'say'>;
      /** The part of a customer's page that tells her orders. */
      readonly orders: CustomerPagePart;
    },
): Module {
  const { clock, jobs, events, orders } = needs;
  const { db } = needs.server;
  const soon = () => matchSoon({ db, clock, jobs });
  return {
    name: 'identify/review',
    routes: reviewRoutes({ db, clock, jobs, events, orders }),
    jobs: [runMatchingJob(needs), refreshStakesJob(needs)],
    hears: {
      'import.finished': soon,
      'import.undone': soon,
      'customers.changed': (said) => settleSoon({ db, jobs }, said),
    },
  };
}

/** Part `duplicates` of the customer page: pairs with other customers that somebody should look at. */
export function duplicatesPart(db: MatchingNeeds['server']['db']): CustomerPagePart {
  return {
    name: 'duplicates',
    read: async ({ personIds }) => ({ items: await suspectsOf(db, personIds) }),
  };
}
