import type { MailMessage } from '#platform/mail';
import { type CompiledEmail, type Fields, headerText } from './compile-email.ts';
import { signToken } from './token.ts';

/** Where tracking links lead and how they are signed. `publicUrl` has no slash at its end. */
export type LinkSigning = { readonly publicUrl: string; readonly key: Uint8Array };

/** The addresses that belong to one message. */
export function linksOf(signing: LinkSigning, messageId: string) {
  const url = (path: string, kind: 'open' | 'click' | 'view' | 'unsubscribe', link = 0) =>
    `${signing.publicUrl}/t/${path}/${signToken(signing.key, { kind, messageId, link })}`;
  return {
    open: `${url('o', 'open')}.gif`,
    click: (link: number) => url('c', 'click', link),
    view: url('v', 'view'),
    unsubscribe: url('u', 'unsubscribe'),
  };
}

/** What a reader sees filled in: their merge fields, their coupon, their own links. */
export function scopeOf(input: {
  email: CompiledEmail;
  signing: LinkSigning;
  messageId: string;
  fields: Fields;
  couponCode: string | null;
  /** An opening of the web version is recorded by its own link, not by the pixel. */
  withPixel: boolean;
}): Record<string, unknown> {
  const links = linksOf(input.signing, input.messageId);
  const scope: Record<string, unknown> = {
    ...input.fields,
    couponCode: input.couponCode ?? '',
    webVersionUrl: links.view,
    unsubscribeUrl: links.unsubscribe,
  };
  if (input.withPixel) scope['_openUrl'] = links.open;
  for (const { number } of input.email.links) scope[`_link${number}`] = links.click(number);
  return scope;
}

/**
 * One e-mail for one reader, ready to hand over: rendered content, Message-ID from the ledger, one-click unsubscribe
 * (RFC 8058), List-ID (RFC 2919). Line breaks cannot enter a header: names and subject are one line of text.
 */
export function composeEmail(input: {
  email: CompiledEmail;
  signing: LinkSigning;
  messageId: string;
  address: string;
  fields: Fields;
  couponCode: string | null;
  /** What the mail belongs to, for filters: `marketing`. */
  list: string;
}): MailMessage {
  const { email, messageId } = input;
  const { content } = email;
  const scope = scopeOf({ ...input, withPixel: true });
  const domain = content.fromAddress.slice(content.fromAddress.lastIndexOf('@') + 1);
  const name = headerText([input.fields['givenName'], input.fields['familyName']].filter(Boolean).join(' '));
  return {
    messageId: `${messageId}@${domain}`,
    from: { name: headerText(content.fromName), address: content.fromAddress },
    ...(content.replyTo === '' ? {} : { replyTo: content.replyTo }),
    to: name === '' ? { address: input.address } : { name, address: input.address },
    ...email.render(scope),
    headers: {
      'List-Unsubscribe': `<${String(scope['unsubscribeUrl'])}>`,
      'List-Unsubscribe-Post': 'List-Unsubscribe=One-Click',
      'List-ID': `<${input.list}.${domain}>`,
    },
  };
}
