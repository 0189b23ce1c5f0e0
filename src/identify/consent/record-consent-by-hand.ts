import type { z } from 'zod';
import { findCustomer, noSuchCustomer } from '#identify/customers';
import { type Database, inTransaction } from '#platform/database';
import { type Outcome, refuse } from '#platform/errors';
import type { ConsentState, RecordConsentBody } from './api.ts';
import { explainConsents } from './explain-consents.ts';
import { recordConsents } from './record-consents.ts';

/**
 * Writes down what a customer told one of us. It is said by the human being, so it is recorded on each of her persons: a
 * grant then really holds, whichever record said no before. Refuses an unknown customer and a moment still to come.
 */
export async function recordConsentByHand(
  db: Database,
  input: {
    readonly customerId: number;
    readonly consent: z.infer<typeof RecordConsentBody>;
    readonly by: string;
    readonly at: Date;
  },
): Promise<Outcome<ConsentState[]>> {
  const { consent, at } = input;
  const occurredAt = consent.occurredAt === undefined ? at : new Date(consent.occurredAt);
  if (occurredAt > at)
    return refuse(
      'invalid',
      'consent-in-the-future',
      `A consent cannot be given later than now; ${consent.occurredAt} is to come.`,
    );
  return inTransaction(db, async (trx) => {
    const customer = await findCustomer(trx, input.customerId);
    if (customer === undefined) return noSuchCustomer(input.customerId);
    const { channel, purpose, brand, status } = consent;
    const evidence = { ...consent.evidence, recordedBy: input.by };
    await recordConsents(trx, {
      importId: null,
      chunk: null,
      at,
      consents: customer.personIds.map((personId) => ({
        ...{ personId, channel, purpose, brand, status, occurredAt, evidence },
        source: 'by hand',
        line: null,
      })),
    });
    return explainConsents(trx, customer.personIds);
  });
}
