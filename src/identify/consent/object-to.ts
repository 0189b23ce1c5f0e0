import { findCustomer, noSuchCustomer } from '#identify/customers';
import type { DatabaseTransaction } from '#platform/database';
import type { Outcome } from '#platform/errors';
import { explainConsents } from './explain-consents.ts';
import { recordConsents } from './record-consents.ts';

export type Objection = { readonly channel: string; readonly purpose: string; readonly brand: string };

/** What objecting to everything closes, whatever was said before. */
const everywhere: readonly Objection[] = ['email', 'sms', 'phone', 'post'].flatMap((channel) =>
  ['marketing', 'third-party'].map((purpose) => ({ channel, purpose, brand: '' })),
);

/**
 * Withdraws what a customer objects to, on each of her persons; `against` null means everything: all she was ever asked, and
 * marketing and the passing on of her data on every channel. Answers how many entries the ledger took.
 */
export async function objectTo(
  trx: DatabaseTransaction,
  input: {
    readonly customerId: number;
    readonly against: readonly Objection[] | null;
    readonly requestId: number;
    readonly by: string;
    readonly at: Date;
  },
): Promise<Outcome<{ readonly entries: number; readonly against: Objection[] }>> {
  const { at, requestId, by } = input;
  const customer = await findCustomer(trx, input.customerId);
  if (customer === undefined) return noSuchCustomer(input.customerId);
  const said = await explainConsents(trx, customer.personIds);
  const all = input.against ?? [...everywhere, ...said];
  const against = [
    ...new Map(
      all.map(({ channel, purpose, brand }) => [
        `${channel}:${purpose}:${brand}`,
        { channel, purpose, brand },
      ]),
    ).values(),
  ];
  const evidence = { how: 'objection', requestId, recordedBy: by };
  const { recorded } = await recordConsents(trx, {
    ...{ importId: null, chunk: null, at },
    consents: customer.personIds.flatMap((personId) =>
      against.map((use) => ({
        ...{ ...use, personId, evidence, occurredAt: at, line: null },
        status: 'withdrawn' as const,
        source: 'objection',
      })),
    ),
  });
  return { entries: recorded, against };
}
