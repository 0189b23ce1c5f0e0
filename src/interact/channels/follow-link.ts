import { findMessage } from '#interact/messages';
import { recordTracked } from './record-tracked.ts';
import type { SentContent, TrackingNeeds } from './tracking.ts';
import type { Fields } from './compile-email.ts';
import { scopeOf } from './compose-email.ts';
import { isTrackable } from './links.ts';

type Addressed = { origin: string; step: string; fields: Fields; couponCode: string | null };

/** The address a signed link leads to for this reader: one of those stored in the content, never another. */
function targetOf(sent: SentContent | undefined, message: Addressed, link: number): string | undefined {
  const scope = { ...message.fields, couponCode: message.couponCode ?? '' };
  const url = sent?.email.target(link, scope);
  return url !== undefined && isTrackable(url) && URL.canParse(url) ? url : undefined;
}

/** Records a click, once per link, and answers where it leads; undefined when there is no such link. */
export async function followLink(
  needs: TrackingNeeds,
  input: { messageId: string; link: number; machine: boolean },
): Promise<string | undefined> {
  const trial = await needs.trialOf(input.messageId);
  if (trial !== undefined)
    return targetOf(await needs.contentOf(trial.origin, trial.step), trial, input.link);
  const url = await linkOf(needs, input);
  if (url === undefined) return undefined;
  const message = await recordTracked(needs, { ...input, kind: 'clicked', link: url.stored });
  if (message === undefined) return undefined;
  const addressed = { ...message, fields: message.fields ?? {} };
  return targetOf(url.sent, addressed, input.link);
}

async function linkOf(needs: TrackingNeeds, input: { messageId: string; link: number }) {
  const message = await findMessage(needs.db, input.messageId);
  if (message === undefined) return undefined;
  const sent = await needs.contentOf(message.origin, message.step);
  const stored = sent?.email.links[input.link]?.url;
  return stored === undefined ? undefined : { sent, stored };
}

/** The message as a web page, with the reader's own words and links; records that it was read there. */
export async function showWebVersion(
  needs: TrackingNeeds,
  input: { messageId: string; machine: boolean },
): Promise<string | undefined> {
  const { messageId } = input;
  const message =
    (await recordTracked(needs, { ...input, kind: 'web-version' })) ?? (await needs.trialOf(messageId));
  if (message === undefined) return undefined;
  const sent = await needs.contentOf(message.origin, message.step);
  if (sent === undefined) return undefined;
  const { couponCode, fields } = message;
  const scope = scopeOf({
    email: sent.email,
    signing: needs.signing,
    messageId,
    fields: fields ?? {},
    couponCode,
    withPixel: false,
  });
  return sent.email.render(scope).html;
}
