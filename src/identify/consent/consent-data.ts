import type { PersonalData } from '#identify/customers';
import { sql } from '#platform/database';

/** The ledger's entries of her: what proved a permission of somebody who is no longer known proves nothing. */
export const consentData: PersonalData = {
  name: 'identify/consent',
  erase: async (trx, { personIds }) => {
    const { numAffectedRows } =
      await sql`delete from identify.consent where person_id = any (${personIds}::bigint[])`.execute(trx);
    return { consent: Number(numAffectedRows ?? 0) };
  },
};
