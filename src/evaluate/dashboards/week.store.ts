import { type Database, sql } from '#platform/database';

export type WeekCounts = {
  importedLines: number;
  newCustomers: number;
  changedSegments: number;
  couponsIssued: number;
  messagesSent: number;
  messagesWithheld: number;
  campaignsMeasured: number;
};

/** What moved since a moment, in the state of every room. */
export async function countWeek(db: Database, since: Date, now: Date): Promise<WeekCounts> {
  const { rows } = await sql<WeekCounts>`
    select
      (select coalesce(sum(accepted), 0)::bigint from identify.import
       where state = 'done' and ended_at > ${since}) as "importedLines",
      (select count(*) from identify.customer where first_seen_at > ${since} and first_seen_at <= ${now}) as "newCustomers",
      (select count(*) from differentiate.segment where changed_at > ${since} and archived_at is null) as "changedSegments",
      (select count(*) from interact.coupon where created_at > ${since}) as "couponsIssued",
      (select count(*) from interact.message where handed_over_at > ${since}) as "messagesSent",
      (select count(*) from interact.message where state = 'skipped' and planned_at > ${since}) as "messagesWithheld",
      -- A campaign can be judged once its window is over.
      (select count(*) from interact.campaign
       where launched_at is not null and state <> 'cancelled'
         and launched_at + make_interval(days => window_days) between ${since} and ${now}) as "campaignsMeasured"
  `.execute(db);
  const [counts] = rows;
  if (counts === undefined) throw new Error('An aggregate without a row.');
  return counts;
}

/** Customers first seen since a moment. */
export async function countNewCustomers(db: Database, since: Date, now: Date): Promise<number> {
  const { rows } = await sql<{ customers: number }>`
    select count(*) as customers from identify.customer where first_seen_at > ${since} and first_seen_at <= ${now}
  `.execute(db);
  return rows[0]?.customers ?? 0;
}
