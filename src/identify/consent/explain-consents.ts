import { findCustomer, noSuchCustomer } from '#identify/customers';
import type { Database } from '#platform/database';
import type { Outcome } from '#platform/errors';
import type { ConsentState } from './api.ts';
import { readLedger } from './consent.store.ts';
import { decideConsent, decideConsents } from './consent-status.ts';

/** Whether a customer may be contacted on a channel for a purpose, why, and with what evidence. */
export async function consentStatus(
  db: Database,
  asked: {
    readonly customerId: number;
    readonly channel: string;
    readonly purpose: string;
    readonly brand?: string;
  },
): Promise<Outcome<ConsentState>> {
  const customer = await findCustomer(db, asked.customerId);
  if (customer === undefined) return noSuchCustomer(asked.customerId);
  const { channel, purpose, brand = '' } = asked;
  const ledger = await readLedger(db, customer.personIds);
  return decideConsent(
    { channel, purpose, brand },
    ledger.filter((entry) => entry.channel === channel && entry.purpose === purpose && entry.brand === brand),
  );
}

/** Everything on which a customer's persons ever said yes or no, decided and explained. */
export async function explainConsents(db: Database, personIds: readonly number[]): Promise<ConsentState[]> {
  return decideConsents(await readLedger(db, personIds));
}
