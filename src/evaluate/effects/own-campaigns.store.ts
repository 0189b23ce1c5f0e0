import { type Database, sql } from '#platform/database';

/** A campaign of ours that was launched; `sent` counts the messages handed over. */
export type LaunchedCampaign = {
  readonly campaignId: number;
  readonly name: string;
  readonly state: string;
  readonly launchedAt: Date;
  readonly sent: number;
};

/** Campaigns launched and not called off, the latest first; those after `after` in that order when it is given. */
export async function listLaunched(
  db: Database,
  page: { readonly after?: number | undefined; readonly limit: number },
): Promise<LaunchedCampaign[]> {
  const after = page.after ?? null;
  const { rows } = await sql<LaunchedCampaign>`
    select campaign_id as "campaignId", name, state, launched_at as "launchedAt",
           (select count(*) from interact.message
            where origin = 'campaign:' || campaign_id and handed_over_at is not null) as sent
    from interact.campaign
    where launched_at is not null and state <> 'cancelled'
      and (${after}::bigint is null or (launched_at, campaign_id) <
           (select launched_at, campaign_id from interact.campaign where campaign_id = ${after}))
    order by launched_at desc, campaign_id desc
    limit ${page.limit}
  `.execute(db);
  return rows;
}

/** How many campaigns were launched and not called off. */
export async function countLaunched(db: Database): Promise<number> {
  const { rows } = await sql<{ total: number }>`
    select count(*)::int as total from interact.campaign where launched_at is not null and state <> 'cancelled'`.execute(
    db,
  );
  return rows[0]?.total ?? 0;
}
