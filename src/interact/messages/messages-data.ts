import type { PersonalData } from '#identify/customers';
import { sql } from '#platform/database';
import { forgetPersonsInMessages } from './messages.store.ts';

/** The ledger keeps its figures and loses her address and merge fields; her addresses leave the suppression list. */
export const messagesData: PersonalData = {
  name: 'interact/messages',
  erase: async (trx, { personIds, emails }) => {
    await forgetPersonsInMessages(trx, personIds);
    // She cannot be written to: her address is nowhere, and an import that brings it back is told she was erased.
    const { numAffectedRows } =
      await sql`delete from interact.suppression where address = any (${emails.map((email) => email.toLowerCase())}::text[])`.execute(
        trx,
      );
    return { suppression: Number(numAffectedRows ?? 0) };
  },
};
