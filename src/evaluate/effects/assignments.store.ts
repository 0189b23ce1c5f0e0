import { type Database, sql } from '#platform/database';

export type CopyState = { batches: number; after: number; completed: boolean };

/** How far the copy of a campaign's sides is. */
export async function findCopy(db: Database, campaignId: number): Promise<CopyState> {
  const { rows } = await sql<CopyState>`
    select batches, after, completed_at is not null as completed
    from evaluate.assignment_copy where campaign_id = ${campaignId}`.execute(db);
  return rows[0] ?? { batches: 0, after: 0, completed: false };
}

export async function saveCopy(db: Database, campaignId: number, state: CopyState, at: Date): Promise<void> {
  const completedAt = state.completed ? at : null;
  await sql`
    insert into evaluate.assignment_copy (campaign_id, batches, after, completed_at)
    values (${campaignId}, ${state.batches}, ${state.after}, ${completedAt})
    on conflict (campaign_id) do update set batches = excluded.batches, after = excluded.after, completed_at = excluded.completed_at`.execute(
    db,
  );
}

/** The next sides of a campaign in the ledger, by customer: who was to be treated, who was held out. */
export async function nextSides(
  db: Database,
  campaignId: number,
  after: number,
  limit: number,
): Promise<{ customerId: number; personId: number; arm: string }[]> {
  const { rows } = await sql<{ customerId: number; personId: number; arm: string }>`
    select customer_id as "customerId", person_id as "personId", arm from interact.message
    where origin = ${`campaign:${campaignId}`} and step = '' and arm in ('treated', 'control') and customer_id > ${after}
    order by customer_id limit ${limit}`.execute(db);
  return rows;
}

/** A campaign as evaluation reads it: only one whose planning is complete has sides that stand still. */
export async function findLaunched(db: Database, campaignId: number) {
  const { rows } = await sql<{
    name: string;
    launchedAt: Date | null;
    plannedAt: Date | null;
    windowDays: number;
    costPerContact: string;
    fixedCost: string;
    sent: number;
  }>`
    select c.name, c.launched_at as "launchedAt", c.planned_at as "plannedAt", c.window_days as "windowDays",
           c.cost_per_contact as "costPerContact", c.fixed_cost as "fixedCost",
           (select count(*) from interact.message m
            where m.origin = 'campaign:' || c.campaign_id and m.handed_over_at is not null) as sent
    from interact.campaign c where c.campaign_id = ${campaignId}`.execute(db);
  return rows[0];
}
