import { rm } from 'node:fs/promises';
import type { PersonalData } from '#identify/customers';
import { sql } from '#platform/database';
import { proofPath } from './proofs.ts';

/**
 * The ledger's entries of her, and the files that proved them unless they prove somebody else's too: what proved a permission of
 * somebody who is no longer known proves nothing.
 */
export function consentData({ folder }: { readonly folder: string }): PersonalData {
  return {
    name: 'identify/consent',
    erase: async (trx, { personIds }) => {
      const { rows: proofs } = await sql<{ proof: string }>`
        select distinct evidence ->> 'proof' as proof from identify.consent hers
        where person_id = any (${personIds}::bigint[]) and evidence ? 'proof' and not exists (
          select from identify.consent other
          where other.evidence ->> 'proof' = hers.evidence ->> 'proof' and other.person_id <> all (${personIds}::bigint[]))`.execute(
        trx,
      );
      // Before the rows that name them go: cut off here, it is done again.
      for (const { proof } of proofs) await rm(proofPath(folder, proof), { force: true });
      const { numAffectedRows } =
        await sql`delete from identify.consent where person_id = any (${personIds}::bigint[])`.execute(trx);
      return { consent: Number(numAffectedRows ?? 0), proofs: proofs.length };
    },
  };
}
