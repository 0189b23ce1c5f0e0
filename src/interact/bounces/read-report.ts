import PostalMime from 'postal-mime';
import { type BounceVerdict, bounceVerdict, speaksOfRefusal } from './bounce-status.ts';

/** What names the message a report is about: ids of the ledger in the order to try them, then addresses. */
type About = { readonly messageIds: readonly string[]; readonly recipients: readonly string[] };

/** What a mailbox provider wrote back. `other` is no report: an absence notice, a reply, an advertisement. */
export type MailReport =
  | ({ readonly kind: 'bounce'; readonly status: string; readonly words: string } & BounceVerdict & About)
  | ({ readonly kind: 'complaint'; readonly type: string } & About)
  | ({ readonly kind: 'delay' } & About)
  | ({ readonly kind: 'delivery' } & About)
  | { readonly kind: 'other' };

const longest = 512 * 1024;
const wordsLongest = 500;

/**
 * Reads one message of the mailbox that bounces come back to: a delivery report (DSN, RFC 3464), a complaint (ARF, RFC 5965), or an older server's plain
 * words. Whom it is about is found by the return path's token, then by our Message-ID wherever the report quotes it; addresses last. Never throws: what cannot be read is `other`.
 */
export async function readReport(raw: Uint8Array | string): Promise<MailReport> {
  const bytes = Buffer.from(raw).subarray(0, longest);
  const parsed = await PostalMime.parse(bytes, { forceRfc822Attachments: true }).catch(() => undefined);
  if (parsed === undefined) return { kind: 'other' };
  const header = (name: string) => parsed.headers.find(({ key }) => key === name)?.value ?? '';
  const parts = parsed.attachments.map(({ mimeType, content }) => ({
    type: mimeType.toLowerCase(),
    text: typeof content === 'string' ? content : Buffer.from(content as Uint8Array).toString(),
  }));
  const shown = `${parsed.text ?? ''}\n${(parsed.html ?? '').replace(/<[^>]*>/g, ' ')}`;
  const all = [shown, ...parts.map(({ text }) => text)].join('\n');
  const top = parsed.headers.map(({ key, value }) => `${key}: ${value}`).join('\n');
  const about = {
    messageIds: messageIdsIn(`${top}\n${all}`),
    recipients: recipientsIn(all, header('x-failed-recipients')),
  };
  const isReport = (name: string) =>
    parts.some(({ type }) => type === `message/${name}`) ||
    new RegExp(`report-type="?${name}`, 'i').test(header('content-type'));
  if (isReport('feedback-report')) {
    const type = /^feedback-type:\s*([\w-]+)/im.exec(all)?.[1]?.toLowerCase() ?? 'abuse';
    // The provider says that people do want it.
    return type === 'not-spam' ? { kind: 'other' } : { kind: 'complaint', type, ...about };
  }
  if (isReport('delivery-status')) return deliveryReport(all, about);
  return plainWords(header, shown, about);
}

/** The worst of the recipients' fates: a report of ours is about one. */
function deliveryReport(all: string, about: About): MailReport {
  const actions = [...all.matchAll(/^action:\s*(\w+)/gim)].map(([, action = '']) => action.toLowerCase());
  if (!actions.includes('failed'))
    return actions.includes('delayed') ? { kind: 'delay', ...about } : { kind: 'delivery', ...about };
  const status = /^status:\s*([245]\.\d{1,3}\.\d{1,3})/im.exec(all)?.[1] ?? '';
  const diagnostic = /^diagnostic-code:\s*((?:.|\r?\n[ \t])*)/im.exec(all)?.[1]?.replace(/\s+/g, ' ') ?? '';
  const words = diagnostic.trim() === '' ? all : diagnostic.trim();
  return {
    kind: 'bounce',
    status,
    words: words.slice(0, wordsLongest),
    ...bounceVerdict(status, words),
    ...about,
  };
}

/** Older servers write to people only. It counts as a bounce when it comes from a mail system and speaks of a refusal. */
function plainWords(header: (name: string) => string, shown: string, about: About): MailReport {
  const isAnswer = /auto-replied/i.test(header('auto-submitted')) || header('x-autoreply') !== '';
  const isSystem =
    /mailer-daemon|postmaster|mail delivery|microsoft ?exchange/i.test(header('from')) ||
    header('from') === '' ||
    header('return-path').trim() === '<>';
  if (isAnswer || !isSystem || !speaksOfRefusal(shown)) return { kind: 'other' };
  const words = shown.replace(/\s+/g, ' ').trim();
  const status = /\b([45]\.\d{1,3}\.\d{1,3})\b/.exec(shown)?.[1] ?? '';
  return {
    kind: 'bounce',
    status,
    words: words.slice(0, wordsLongest),
    ...bounceVerdict(status, shown),
    ...about,
  };
}

/** Ids of the ledger: the return path's token (32 hexadecimal digits after a plus, BATV or not), then Message-IDs quoted anywhere. */
function messageIdsIn(text: string): string[] {
  const tokens = [...text.matchAll(/\+([0-9a-f]{32})@/gi)].map(([, hex = '']) =>
    hex.toLowerCase().replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5'),
  );
  const quoted = [
    ...text.matchAll(/\b([0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[0-9a-f]{4}-[0-9a-f]{12})@/gi),
  ].map(([, id = '']) => id.toLowerCase());
  return [...new Set([...tokens, ...quoted])].slice(0, 20);
}

function recipientsIn(text: string, failed: string): string[] {
  const named = [
    ...text.matchAll(/^(?:original|final)-recipient:\s*(?:rfc822\s*;)?\s*<?([^\s<>;]+@[^\s<>;]+?)>?\s*$/gim),
    ...text.matchAll(/^original-rcpt-to:\s*<?([^\s<>]+@[^\s<>]+?)>?\s*$/gim),
    ...failed.matchAll(/([^\s<>,]+@[^\s<>,]+)/g),
  ].map(([, address = '']) => address.toLowerCase());
  return [...new Set(named)].slice(0, 20);
}
