import {
  findCustomer,
  lockIdentity,
  noSuchCustomer,
  raiseTombstones,
  readSubject,
} from '#identify/customers';
import { findImportsTelling } from '#identify/sources';
import type { Database, DatabaseTransaction } from '#platform/database';
import type { Outcome } from '#platform/errors';
import { newId } from '#platform/ids';
import type { CustomerPersons, Subject } from '#identify/customers';
import { type ErasureReason, findLiveErasure, insertErasure } from './erasures.store.ts';

/**
 * Begins to erase a customer: what she is found by is noted, and from this moment imports store nothing of her. Asked twice, the
 * erasure under way is answered. Whoever is past a retention limit may come back by herself, under a key of her own; who
 * asked to be erased may not.
 */
export async function beginErasure(
  trx: DatabaseTransaction,
  input: {
    readonly customerId: number;
    readonly reason: ErasureReason;
    readonly by: string;
    readonly at: Date;
  },
): Promise<Outcome<string>> {
  const { reason, by, at } = input;
  await lockIdentity(trx);
  const customer = await findCustomer(trx, input.customerId);
  if (customer === undefined) return noSuchCustomer(input.customerId);
  const live = await findLiveErasure(trx, customer.customerId);
  if (live !== undefined) return live.erasureId;
  const erasureId = newId(at);
  const subject = await readWholeSubject(trx, customer);
  const { customerId, personIds } = customer;
  await insertErasure(trx, {
    ...{ erasureId, customerId, personIds, reason, subject },
    ...{ state: 'running', askedBy: by, askedAt: at },
  });
  const marked = reason === 'retention' ? { ...subject, emails: [], cards: [] } : subject;
  await raiseTombstones(trx, erasureId, marked);
  return erasureId;
}

/** A subject with the imports of every line that speaks of her, refused ones too. */
export async function readWholeSubject(db: Database, customer: CustomerPersons): Promise<Subject> {
  const subject = await readSubject(db, customer);
  const telling = await findImportsTelling(db, subject);
  return { ...subject, importIds: [...new Set([...subject.importIds, ...telling])] };
}
