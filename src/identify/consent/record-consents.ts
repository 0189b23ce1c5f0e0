import { lockIdentity, refreshConsents } from '#identify/customers';
import type { Database } from '#platform/database';
import type { NewConsent } from './consent.ts';
import { insertConsents } from './consent.store.ts';

/**
 * Writes permissions given or withdrawn into the ledger and brings the customers concerned up to date, all in `trx`.
 * `importId` and `chunk` are null for what was not imported. The same line of an import again changes nothing.
 */
export async function recordConsents(
  trx: Database,
  input: {
    readonly importId: number | null;
    readonly chunk: number | null;
    readonly at: Date;
    readonly consents: readonly NewConsent[];
  },
): Promise<{ recorded: number }> {
  if (input.consents.length === 0) return { recorded: 0 };
  // Before the ledger is written: whoever derives customers at this moment would miss what is not committed yet.
  await lockIdentity(trx);
  const recorded = await insertConsents(trx, input, input.consents);
  const personIds = [...new Set(input.consents.map((consent) => consent.personId))];
  if (recorded > 0) await refreshConsents(trx, { personIds, at: input.at });
  return { recorded };
}
