import { type Database, sql } from '#platform/database';
import type { CampaignBody } from './api.ts';
import type { Campaign, CampaignState } from './campaign.ts';

const columns = sql`
  campaign_id as "campaignId", name, channel, purpose, brand, state, audience, content, holdout_share as "holdoutShare",
  window_days as "windowDays", cost_per_contact as "costPerContact", fixed_cost as "fixedCost", coupon,
  scheduled_at as "scheduledAt", plan_cursor as "planCursor", planned_at as "plannedAt", trouble,
  launched_at as "launchedAt", ended_at as "endedAt", version, created_by as "createdBy", created_at as "createdAt",
  changed_at as "changedAt"
`;

/** Stores a new draft. */
export async function insertCampaign(
  db: Database,
  input: { campaign: CampaignBody; by: string; at: Date },
): Promise<Campaign> {
  const { campaign: c, by, at } = input;
  const { rows } = await sql<Campaign>`
    insert into interact.campaign (name, purpose, brand, state, audience, content, holdout_share, window_days, cost_per_contact,
                                   fixed_cost, coupon, created_by, created_at, changed_at)
    values (${c.name}, ${c.purpose}, ${c.brand}, 'draft', ${JSON.stringify(c.audience)}::jsonb,
            ${JSON.stringify(c.content)}::jsonb, ${c.holdoutShare}, ${c.windowDays}, ${c.costPerContact}, ${c.fixedCost},
            ${c.coupon === null ? null : JSON.stringify(c.coupon)}::jsonb, ${by}, ${at}, ${at})
    returning ${columns}
  `.execute(db);
  const [row] = rows;
  if (row === undefined) throw new Error('The campaign was not stored.');
  return row;
}

/** Writes a draft's next version if it still is a draft at `version`; undefined otherwise. */
export async function updateDraft(
  db: Database,
  input: { campaignId: number; version: number; campaign: CampaignBody; at: Date },
): Promise<Campaign | undefined> {
  const { campaign: c } = input;
  const { rows } = await sql<Campaign>`
    update interact.campaign
    set name = ${c.name}, purpose = ${c.purpose}, brand = ${c.brand}, audience = ${JSON.stringify(c.audience)}::jsonb,
        content = ${JSON.stringify(c.content)}::jsonb, holdout_share = ${c.holdoutShare}, window_days = ${c.windowDays},
        cost_per_contact = ${c.costPerContact}, fixed_cost = ${c.fixedCost},
        coupon = ${c.coupon === null ? null : JSON.stringify(c.coupon)}::jsonb,
        version = version + 1, changed_at = ${input.at}
    where campaign_id = ${input.campaignId} and version = ${input.version} and state = 'draft'
    returning ${columns}
  `.execute(db);
  return rows[0];
}

/** One campaign; `lock` keeps it as it is until the transaction ends. */
export async function selectCampaign(
  db: Database,
  campaignId: number,
  options: { lock?: boolean } = {},
): Promise<Campaign | undefined> {
  const { rows } = await sql<Campaign>`
    select ${columns} from interact.campaign where campaign_id = ${campaignId}
    ${options.lock === true ? sql`for update` : sql``}
  `.execute(db);
  return rows[0];
}

export type Move = {
  readonly campaignId: number;
  readonly from: readonly CampaignState[];
  readonly to: CampaignState;
  readonly at: Date;
  readonly scheduledAt?: Date;
};

/** Moves a campaign from one of some states to another, with the moments that go with it; undefined when it is in none of them. */
export async function moveCampaign(db: Database, move: Move): Promise<Campaign | undefined> {
  const { to, at } = move;
  const scheduled = to === 'draft' ? null : (move.scheduledAt ?? sql`scheduled_at`);
  const { rows } = await sql<Campaign>`
    update interact.campaign
    set state = ${to}, version = version + 1, changed_at = ${at}, trouble = null,
        scheduled_at = ${scheduled},
        launched_at = ${to === 'planning' ? sql`coalesce(launched_at, ${at})` : sql`launched_at`},
        planned_at = ${to === 'sending' ? sql`coalesce(planned_at, ${at})` : sql`planned_at`},
        ended_at = ${to === 'done' || to === 'cancelled' ? at : null}
    where campaign_id = ${move.campaignId} and state = any(${move.from}::text[])
    returning ${columns}
  `.execute(db);
  return rows[0];
}

/** Remembers how far planning is; part of the transaction that plans. */
export async function writePlanCursor(db: Database, campaignId: number, cursor: number): Promise<void> {
  await sql`update interact.campaign set plan_cursor = ${cursor} where campaign_id = ${campaignId}`.execute(
    db,
  );
}

/** What keeps a campaign waiting just now, or null. */
export async function writeTrouble(db: Database, campaignId: number, trouble: string | null): Promise<void> {
  await sql`
    update interact.campaign set trouble = ${trouble}
    where campaign_id = ${campaignId} and trouble is distinct from ${trouble}
  `.execute(db);
}

export type CampaignPage = {
  readonly search: string;
  readonly state: CampaignState | undefined;
  readonly sort: '-changedAt' | 'name';
  readonly offset: number;
  readonly limit: number;
};

/** Campaigns by page, and how many there are. Campaigns are few (thousands at most): pages are counted. */
export async function listCampaigns(
  db: Database,
  page: CampaignPage,
): Promise<{ rows: Campaign[]; total: number }> {
  const where = sql`
    unaccent(lower(name)) like '%' || unaccent(lower(${page.search.replace(/[\\%_]/g, '\\$&')})) || '%'
    and (${page.state ?? null}::text is null or state = ${page.state ?? null})
  `;
  const order = page.sort === 'name' ? sql`lower(name), campaign_id` : sql`changed_at desc, campaign_id desc`;
  const { rows } = await sql<Campaign>`
    select ${columns} from interact.campaign where ${where} order by ${order} limit ${page.limit} offset ${page.offset}
  `.execute(db);
  const counted = await sql<{ total: number }>`
    select count(*)::int as total from interact.campaign where ${where}`.execute(db);
  return { rows, total: counted.rows[0]?.total ?? 0 };
}
