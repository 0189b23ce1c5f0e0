import type { z } from 'zod';
import { findCustomer, noSuchCustomer } from '#identify/customers';
import { type Database, inTransaction } from '#platform/database';
import { isRefusal, type Outcome, refuse } from '#platform/errors';
import type { ConsentState, RecordConsentBody } from './api.ts';
import { explainConsents } from './explain-consents.ts';
import { hasProof } from './proofs.ts';
import { recordConsents } from './record-consents.ts';
import { findWording } from './wordings.store.ts';

/**
 * Writes down what a customer told one of us. It is said by the human being, so it is recorded on each of her persons: a
 * grant then really holds, whichever record said no before. Refuses an unknown customer, a moment still to come, and a
 * wording or a proof that is not there.
 */
export async function recordConsentByHand(
  db: Database,
  input: {
    readonly customerId: number;
    readonly consent: z.infer<typeof RecordConsentBody>;
    readonly by: string;
    readonly at: Date;
    /** Where proofs are kept. */
    readonly folder: string;
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
  const evidenced = await checkEvidence(db, consent.evidence, input.folder);
  if (isRefusal(evidenced)) return evidenced;
  return inTransaction(db, async (trx) => {
    const customer = await findCustomer(trx, input.customerId);
    if (customer === undefined) return noSuchCustomer(input.customerId);
    const { channel, purpose, brand, status } = consent;
    const evidence = { ...evidenced, recordedBy: input.by };
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

type Evidence = z.infer<typeof RecordConsentBody>['evidence'];

/** The evidence with the name and version of the wording that was read. */
async function checkEvidence(
  db: Database,
  evidence: Evidence,
  folder: string,
): Promise<Outcome<Evidence & { readonly wordingName?: string; readonly wordingVersion?: number }>> {
  const { wordingId, proof } = evidence;
  if (proof !== undefined && !(await hasProof(folder, proof)))
    return refuse('not-found', 'no-such-proof', `There is no proof ${proof}. Send the file first.`);
  if (wordingId === undefined) return evidence;
  const wording = await findWording(db, wordingId);
  if (wording === undefined)
    return refuse('not-found', 'no-such-wording', `There is no wording ${wordingId}.`);
  return { ...evidence, wordingName: wording.name, wordingVersion: wording.version };
}
