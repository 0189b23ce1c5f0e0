import type { z } from 'zod';
import { findCustomer, noSuchCustomer } from '#identify/customers';
import { type Database, inTransaction } from '#platform/database';
import { type Outcome, refuse } from '#platform/errors';
import type { OpenRequestBody } from './api.ts';
import { legalMonths, monthsAfter } from './request.ts';
import { addStep, insertRequest } from './requests.store.ts';

/**
 * Notes what somebody asks of her data, with the legal deadline: a month from the day it was received. Refuses an unknown customer,
 * a day to come, and a correction that corrects nothing.
 */
export async function openRequest(
  db: Database,
  input: { readonly request: z.infer<typeof OpenRequestBody>; readonly by: string; readonly at: Date },
): Promise<Outcome<number>> {
  const { request, by, at } = input;
  const today = at.toISOString().slice(0, 10);
  const receivedOn = request.receivedOn ?? today;
  if (receivedOn > today)
    return refuse(
      'invalid',
      'received-in-the-future',
      `A request cannot be received on ${receivedOn}: it is to come.`,
    );
  const fields = request.fields ?? {};
  if (request.kind === 'rectification' && Object.keys(fields).length === 0)
    return refuse('invalid', 'nothing-to-correct', 'Say which fields are to be corrected, and how.');
  return inTransaction(db, async (trx) => {
    const customer = await findCustomer(trx, request.customerId);
    if (customer === undefined) return noSuchCustomer(request.customerId);
    const { customerId } = customer;
    const requestId = await insertRequest(trx, {
      ...{ kind: request.kind, customerId, receivedOn, createdBy: by, createdAt: at },
      dueOn: monthsAfter(receivedOn, legalMonths.answer),
      owner: request.owner ?? null,
      details: detailsOf(request),
    });
    await addStep(trx, requestId, { act: 'received', details: { receivedOn }, by, at });
    return requestId;
  });
}

function detailsOf({ kind, fields, against, language = 'fr' }: z.infer<typeof OpenRequestBody>) {
  if (kind === 'rectification') return { fields };
  if (kind === 'objection') return { against: against ?? null };
  return kind === 'erasure' ? {} : { language };
}
