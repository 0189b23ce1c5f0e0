import { countReviews } from '#identify/review';
import { everyone, type Registry } from '#differentiate/attributes';
import { countReachable, type Reach } from '#differentiate/segments';
import { valueOverview } from '#differentiate/value';
import type { Clock } from '#platform/clock';
import type { Database, DatabaseServer } from '#platform/database';
import { isRefusal, orThrow } from '#platform/errors';
import type { Warehouse } from '#platform/warehouse';
import type { Overview, RecentCampaign, ToDo } from './api.ts';
import { loopOf } from './loop.ts';
import { rankMoves } from './moves.warehouse.ts';
import { recentSales } from './sales.warehouse.ts';
import { listToDo } from './to-do.store.ts';
import { countNewCustomers, countWeek } from './week.store.ts';

export type OverviewNeeds = {
  readonly database: DatabaseServer;
  readonly warehouse: Warehouse;
  readonly registry: Registry;
  readonly clock: Clock;
  readonly reaches: readonly Reach[];
  readonly recentCampaigns: () => Promise<RecentCampaign[]>;
};

const daysBefore = (now: Date, days: number) => new Date(now.getTime() - days * 86_400_000);

async function pyramidOf(needs: OverviewNeeds, known: number): Promise<Overview['pyramid']> {
  const value = await valueOverview({ db: needs.database.db, warehouse: needs.warehouse });
  if (isRefusal(value)) return null;
  return {
    asOf: value.asOf,
    currency: value.currency,
    steps: value.pyramid.map(({ rank, label, customers, netSales12Months }) => ({
      rank,
      label,
      customers,
      netSales12Months,
    })),
    withoutPurchase: Math.max(0, known - value.customers),
  };
}

/** The first page in one answer: the base, its sales, the last campaigns, the pyramid, what waits, the loop this week. */
export async function overview(needs: OverviewNeeds): Promise<Overview> {
  const { warehouse } = needs;
  const { db } = needs.database;
  const now = needs.clock.now();
  const week = daysBefore(now, 7);
  const [reach, sales, campaigns, toDo, counts, moves, newIn30Days] = await Promise.all([
    countReachable({ ...needs, db }, everyone),
    recentSales(warehouse, now),
    needs.recentCampaigns(),
    Promise.all([listToDo(db, now), reviewsToDo(db)]),
    countWeek(db, week, now),
    rankMoves(warehouse, week),
    countNewCustomers(db, daysBefore(now, 30), now),
  ]);
  const { known, reachable } = orThrow(reach);
  return {
    at: now.toISOString(),
    customers: { known, newIn30Days, reachable },
    sales,
    campaigns,
    pyramid: await pyramidOf(needs, known),
    toDo: toDo.flat(),
    loop: loopOf(counts, moves),
  };
}

/** Records that may be one person, as one task for all. */
async function reviewsToDo(db: Database): Promise<ToDo[]> {
  const { doubtful, contradiction } = await countReviews(db);
  const count = doubtful + contradiction;
  return count === 0 ? [] : [{ kind: 'reviews', id: null, name: null, count, at: null }];
}
