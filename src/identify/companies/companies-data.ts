import type { PersonalData } from '#identify/customers';
import { sql } from '#platform/database';

/** Whom she works for, and as what. */
export const companiesData: PersonalData = {
  name: 'identify/companies',
  erase: async (trx, { personIds }) => {
    const { numAffectedRows } =
      await sql`delete from identify.company_role where person_id = any (${personIds}::bigint[])`.execute(
        trx,
      );
    return { company_role: Number(numAffectedRows ?? 0) };
  },
};
