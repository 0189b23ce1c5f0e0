import { type Database, sql } from '#platform/database';
import type { OutsideCoupon } from './outside-campaign.ts';

/** Takes in coupons of campaigns run elsewhere; the same again changes nothing. */
export async function saveOutsideCoupons(
  trx: Database,
  input: {
    readonly sourceId: number;
    readonly importId: number;
    readonly coupons: readonly OutsideCoupon[];
  },
): Promise<void> {
  if (input.coupons.length === 0) return;
  await sql`
    insert into identify.outside_coupon (source_id, coupon_key, campaign_key, sku, import_id)
    select ${input.sourceId}, r."couponKey", coalesce(r."campaignKey", ''), coalesce(r.sku, ''), ${input.importId}
    from jsonb_to_recordset(${JSON.stringify(input.coupons)}::jsonb) as r ("couponKey" text, "campaignKey" text, sku text)
    on conflict do nothing
  `.execute(trx);
}
