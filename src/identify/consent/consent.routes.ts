import { findCustomer, noSuchCustomer } from '#identify/customers';
import { CustomerParams } from '#identify/customers/api';
import type { Clock } from '#platform/clock';
import type { Database } from '#platform/database';
import { isRefusal } from '#platform/errors';
import { type AnyRoute, route } from '#platform/http';
import { ConsentsReply, RecordConsentBody } from './api.ts';
import { explainConsents } from './explain-consents.ts';
import { recordConsentByHand } from './record-consent-by-hand.ts';

const path = '/api/v1/customers/:customerId/consents';

/** A customer's permissions over HTTP: read with reasons and evidence, written down by hand. */
export function consentRoutes({
  db,
  clock,
  folder,
}: {
  readonly db: Database;
  readonly clock: Clock;
  readonly folder: string;
}): AnyRoute[] {
  return [
    route({
      method: 'GET',
      path,
      permission: 'customers:read',
      summary: 'What a customer permits, why, and what proves it',
      params: CustomerParams,
      reply: ConsentsReply,
      handle: async ({ params }) => {
        const customer = await findCustomer(db, params.customerId);
        if (customer === undefined) return noSuchCustomer(params.customerId);
        return { items: await explainConsents(db, customer.personIds) };
      },
    }),
    route({
      method: 'POST',
      path,
      permission: 'customers:write',
      summary: 'Write down a permission given or withdrawn, with its evidence',
      audit: 'consent.recorded',
      status: 201,
      params: CustomerParams,
      body: RecordConsentBody,
      reply: ConsentsReply,
      handle: async ({ params, body, actor }) => {
        const items = await recordConsentByHand(db, {
          customerId: params.customerId,
          consent: body,
          folder,
          by: actor?.name ?? 'nobody',
          at: clock.now(),
        });
        return isRefusal(items) ? items : { items };
      },
    }),
  ];
}
