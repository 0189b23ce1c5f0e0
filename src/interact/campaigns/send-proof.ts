import { checkContent, compileEmail, composeEmail } from '#interact/channels';
import { isRefusal, type Outcome, refuse } from '#platform/errors';
import { newId } from '#platform/ids';
import { isField } from './field-list.ts';
import type { CampaignsNeeds } from './needs.ts';
import { fieldsOfOne, sampleCode } from './preview-message.ts';
import { answerProof, insertProof, listProofs, type Proof } from './proofs.store.ts';
import { findCampaign } from './save-campaign.ts';

/** Marks a trial message as one, in the language of its content. */
const mark = { fr: '[Essai] ', en: '[Test] ' };

/**
 * Sends a campaign's content to a few addresses of colleagues, as one customer would get it. Not in the ledger of customers,
 * but on record, and marked in its subject; its links work and change nothing. Refuses content without a sender or unreadable.
 */
export async function sendProof(
  needs: CampaignsNeeds,
  input: { campaignId: number; addresses: readonly string[]; customerId: number | null; by: string },
): Promise<Outcome<Proof[]>> {
  const campaign = await findCampaign(needs, input.campaignId);
  if (isRefusal(campaign)) return campaign;
  const blocking = checkContent(campaign.content, {
    knows: (name) => isField(needs.registry, name),
    hasCoupon: true,
  }).find((finding) =>
    ['template-broken', 'from-missing', 'from-invalid', 'html-missing'].includes(finding.code),
  );
  if (blocking !== undefined)
    return refuse('invalid', blocking.code, `${blocking.en} ${blocking.detail}`.trim());
  const { content } = campaign;
  const email = compileEmail({ ...content, subject: `${mark[content.language]}${content.subject}` });
  const fields =
    input.customerId === null ? {} : await fieldsOfOne(needs, email.mergeFields, input.customerId);
  if (fields === undefined) {
    return refuse('not-found', 'no-such-customer', `There is no customer ${input.customerId}.`);
  }
  const couponCode = campaign.coupon === null ? null : sampleCode(campaign.coupon);
  for (const address of input.addresses) {
    const at = needs.clock.now();
    const proofId = newId(at);
    const { campaignId, customerId, by } = input;
    const proof = { proofId, campaignId, customerId, address, fields, couponCode, answer: null };
    await insertProof(needs.server.db, { ...proof, sentBy: by, sentAt: at });
    const { signing } = needs;
    const message = composeEmail({
      email,
      signing,
      messageId: proofId,
      address,
      fields,
      couponCode,
      list: 'proofs',
    });
    const answer = await needs.transport.send(message);
    await answerProof(needs.server.db, proofId, `${answer.outcome}: ${answer.response}`.slice(0, 500));
  }
  return (await listProofs(needs.server.db, input.campaignId)).slice(0, input.addresses.length);
}
