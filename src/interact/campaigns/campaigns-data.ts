import type { PersonalData } from '#identify/customers';
import { sql } from '#platform/database';

/** Trial messages that were filled in with what is known of her. */
export const campaignsData: PersonalData = {
  name: 'interact/campaigns',
  erase: async (trx, { personIds, told }) => {
    const { numAffectedRows } = await sql`
      update interact.proof set fields = '{}', answer = null
      where customer_id = any (${personIds}::bigint[])
         or platform.tells(fields::text, ${JSON.stringify(told)}::jsonb)`.execute(trx);
    return { proof: Number(numAffectedRows ?? 0) };
  },
};
