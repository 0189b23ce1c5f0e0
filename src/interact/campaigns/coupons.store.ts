import { randomInt } from 'node:crypto';
import { type DatabaseTransaction, sql } from '#platform/database';
import type { CouponOffer } from './api.ts';

// Without 0 O, 1 I L, which people mistake for one another when reading a code aloud.
const letters = '23456789ABCDEFGHJKMNPQRSTUVWXYZ';
const roundsMax = 8;

function newCode(prefix: string): string {
  const random = Array.from({ length: 8 }, () => letters[randomInt(letters.length)]).join('');
  return `${prefix}-${random}`;
}

/**
 * Gives each customer a code of its own for this origin: unguessable (31^8), unique, and the same if asked again. Part of the
 * transaction that plans. Returns the code of each customer.
 */
export async function giveCoupons(
  trx: DatabaseTransaction,
  input: { origin: string; offer: CouponOffer; customerIds: readonly number[]; at: Date },
): Promise<Map<number, string>> {
  const { origin, offer, at } = input;
  const validUntil = offer.validDays === null ? null : new Date(at.getTime() + offer.validDays * 86_400_000);
  const codes = new Map<number, string>();
  for (let round = 0; round < roundsMax; round += 1) {
    const missing = input.customerIds.filter((id) => !codes.has(id));
    if (missing.length === 0) return codes;
    // A code another customer has already is not inserted, and drawn again on the next round.
    await sql`
      insert into interact.coupon (code, origin, customer_id, offer, valid_until, created_at)
      select r.code, ${origin}, r.customer_id, ${JSON.stringify(offer)}::jsonb, ${validUntil}, ${at}
      from unnest(${missing.map(() => newCode(offer.prefix))}::text[], ${missing}::bigint[]) as r(code, customer_id)
      on conflict do nothing
    `.execute(trx);
    const { rows } = await sql<{ customer_id: number; code: string }>`
      select customer_id, code from interact.coupon where origin = ${origin} and customer_id = any(${missing})
    `.execute(trx);
    for (const row of rows) codes.set(row.customer_id, row.code);
  }
  throw new Error(`Coupon codes of ${origin} are running out: use a longer prefix.`);
}
