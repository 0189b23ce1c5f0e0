import type { PersonalData } from '#identify/customers';
import { sql } from '#platform/database';
import { forgetHouseholdDecisions } from './decisions.store.ts';

/** With whom she lives: as decided by hand, with its notes, and as found. */
export const householdsData: PersonalData = {
  name: 'identify/households',
  erase: async (trx, { personIds }) => {
    await forgetHouseholdDecisions(trx, personIds);
    // Her row says at whose doors she was, for those to be derived anew; what she lived by must not be guessed from it until then.
    await sql`update identify.household_dweller set said = '' where person_id = any (${personIds}::bigint[])`.execute(
      trx,
    );
    const { numAffectedRows } =
      await sql`delete from identify.household_of where customer_id = any (${personIds}::bigint[])`.execute(
        trx,
      );
    return { household_of: Number(numAffectedRows ?? 0) };
  },
};
