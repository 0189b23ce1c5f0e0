import type { PersonalData } from '#identify/customers';
import { sql } from '#platform/database';

/** Findings about her records, and what was set aside of them to be mended. */
export const qualityData: PersonalData = {
  name: 'identify/quality',
  erase: async (trx, { personIds }) => {
    const findings =
      await sql`delete from identify.quality_finding where person_id = any (${personIds}::bigint[])`.execute(
        trx,
      );
    const items =
      await sql`delete from identify.mend_item where person_id = any (${personIds}::bigint[])`.execute(trx);
    return {
      quality_finding: Number(findings.numAffectedRows ?? 0),
      mend_item: Number(items.numAffectedRows ?? 0),
    };
  },
};
