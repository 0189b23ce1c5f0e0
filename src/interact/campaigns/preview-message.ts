import { streamCustomerIds } from '#differentiate/segments';
import { checkContent, compileEmail, type EmailContent } from '#interact/channels';
import { type Outcome, refuse } from '#platform/errors';
import type { Warehouse } from '#platform/warehouse';
import type { CouponOffer } from './api.ts';
import { attributeFields, type Fields, isField } from './field-list.ts';
import { fieldsOf, loadIdentity } from './fields.ts';
import type { CampaignsNeeds } from './needs.ts';
import { audienceNeeds } from './save-campaign.ts';

export type MessagePreviewed = {
  readonly customerId: number | null;
  readonly subject: string;
  readonly html: string;
  readonly text: string;
  readonly findings: ReturnType<typeof checkContent>;
};

/**
 * A content as one customer would read it (the first one when none is chosen), its links leading straight to their targets, with
 * what is to be mended. Refuses a template that cannot be read, and a customer that does not exist.
 */
export async function previewMessage(
  needs: CampaignsNeeds,
  input: { content: EmailContent; coupon: CouponOffer | null; customerId: number | null },
): Promise<Outcome<MessagePreviewed>> {
  const findings = checkContent(input.content, {
    knows: (name) => isField(needs.registry, name),
    hasCoupon: input.coupon !== null,
  });
  const broken = findings.find((finding) => finding.code === 'template-broken');
  if (broken !== undefined)
    return refuse('invalid', broken.code, `${broken.en} ${broken.detail}`, { findings });
  const email = compileEmail(input.content);
  const customerId = input.customerId ?? (await anyCustomer(needs));
  const fields = customerId === null ? {} : await fieldsOfOne(needs, email.mergeFields, customerId);
  if (fields === undefined) {
    return refuse('not-found', 'no-such-customer', `There is no customer ${customerId}.`, { customerId });
  }
  const scope: Record<string, unknown> = {
    ...fields,
    couponCode: sampleCode(input.coupon),
    webVersionUrl: '#web-version',
    unsubscribeUrl: '#unsubscribe',
  };
  for (const { number } of email.links) scope[`_link${number}`] = email.target(number, scope) ?? '#';
  try {
    return { customerId, ...email.render(scope), findings };
  } catch (error) {
    const words = error instanceof Error ? error.message : String(error);
    return refuse('invalid', 'template-broken', `The content cannot be shown: ${words}`);
  }
}

/** What a coupon looks like, where none is given yet. */
export function sampleCode(coupon: CouponOffer | null): string {
  return coupon === null ? '' : `${coupon.prefix}-XXXXXXXX`;
}

/** The merge fields of one customer, or undefined when there is no such customer. */
export async function fieldsOfOne(
  needs: Pick<CampaignsNeeds, 'server' | 'registry' | 'warehouse' | 'clock'>,
  mergeFields: readonly string[],
  customerId: number,
): Promise<Fields | undefined> {
  const identity = (await loadIdentity(needs.server.db, [customerId])).get(customerId);
  if (identity === undefined) return undefined;
  const columns = attributeFields(needs.registry, mergeFields);
  const attributes = columns.length === 0 ? {} : await attributesOfOne(needs, columns, customerId);
  return fieldsOf(mergeFields, { identity, attributes, registry: needs.registry });
}

async function attributesOfOne(
  needs: { registry: CampaignsNeeds['registry']; warehouse: Warehouse; clock: CampaignsNeeds['clock'] },
  columns: readonly string[],
  customerId: number,
): Promise<Record<string, unknown>> {
  const question = needs.registry.selectCustomers({
    condition: { and: [] },
    columns,
    cursor: { value: null, customerId: customerId - 1 },
    limit: 1,
    now: needs.clock.now(),
  });
  const [row] = await needs.warehouse.query<Record<string, unknown>>(question.query, question.parameters);
  return row?.['customer_id'] === customerId ? row : {};
}

async function anyCustomer(needs: CampaignsNeeds): Promise<number | null> {
  for await (const [first] of streamCustomerIds(audienceNeeds(needs), { and: [] }, { batch: 1 })) {
    return first ?? null;
  }
  return null;
}
