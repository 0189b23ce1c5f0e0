import { isMailbox } from '#interact/gate';
import type { ContentFinding, EmailContent } from './api.ts';
import { finding } from './finding-words.ts';
import { hrefsOf, isTrackable } from './links.ts';
import { alwaysThere, mergeFieldsOf } from './merge-fields.ts';
import { textOfHtml } from './text-of-html.ts';

const htmlBytesMax = 100 * 1024;

export type CheckOptions = {
  /** Whether a merge field exists. */
  readonly knows: (field: string) => boolean;
  readonly hasCoupon: boolean;
};

/** Everything to mend (errors) or to know (warnings) before a content may be sent; empty when it is fine. */
export function checkContent(content: EmailContent, options: CheckOptions): ContentFinding[] {
  return [
    ...senderFindings(content),
    ...subjectFindings(content.subject),
    ...bodyFindings(content),
    ...linkFindings(content.html),
    ...fieldFindings(content, options),
  ];
}

function senderFindings(content: EmailContent): ContentFinding[] {
  const found: ContentFinding[] = [];
  if (content.fromName.trim() === '' || content.fromAddress === '') found.push(finding('from-missing'));
  else if (!isMailbox(content.fromAddress)) found.push(finding('from-invalid', content.fromAddress));
  if (content.replyTo === '') found.push(finding('reply-missing'));
  else if (!isMailbox(content.replyTo)) found.push(finding('reply-invalid', content.replyTo));
  return found;
}

function subjectFindings(subject: string): ContentFinding[] {
  const length = [...subject.replace(/\{[{%][\s\S]*?[%}]\}/g, '')].length;
  if (subject.trim() === '') return [finding('subject-missing')];
  if (length > 200) return [finding('subject-too-long', String(length))];
  return length > 70 ? [finding('subject-long', String(length))] : [];
}

function bodyFindings(content: EmailContent): ContentFinding[] {
  if (content.html.trim() === '') return [finding('html-missing')];
  const found: ContentFinding[] = [];
  const bytes = Buffer.byteLength(content.html);
  if (bytes > htmlBytesMax) found.push(finding('too-heavy', `${Math.ceil(bytes / 1024)} KB`));
  if (content.text.trim() === '') {
    found.push(finding(textOfHtml(content.html) === '' ? 'text-empty' : 'text-made'));
  }
  for (const [image] of content.html.matchAll(/<img\b[^>]*>/gi)) {
    if (!/\balt\s*=/i.test(image)) found.push(finding('alt-missing', image.slice(0, 120)));
  }
  return found;
}

function linkFindings(html: string): ContentFinding[] {
  const hrefs = hrefsOf(html);
  const own = (name: string) => hrefs.some((href) => new RegExp(`^\\{\\{-?\\s*${name}\\b`).test(href));
  const bad = hrefs.filter(
    (href) =>
      !isTrackable(href) && !/^(mailto:|tel:|#|\{\{-?\s*(unsubscribeUrl|webVersionUrl)\b)/i.test(href),
  );
  return [
    ...(own('unsubscribeUrl') ? [] : [finding('unsubscribe-missing')]),
    ...(own('webVersionUrl') ? [] : [finding('web-version-missing')]),
    ...bad.map((href) => finding('link-relative', href.slice(0, 120))),
  ];
}

function fieldFindings(content: EmailContent, options: CheckOptions): ContentFinding[] {
  const found = new Map<string, ContentFinding>();
  for (const source of [content.subject, content.preheader, content.html, content.text]) {
    try {
      for (const field of mergeFieldsOf(source)) {
        const problem = fieldFinding(field, options);
        if (problem !== undefined) found.set(`${problem.code} ${field.name}`, problem);
      }
    } catch (error) {
      const words = error instanceof Error ? error.message : String(error);
      found.set('broken', finding('template-broken', words.slice(0, 200)));
    }
  }
  return [...found.values()];
}

function fieldFinding(
  field: { name: string; printed: boolean; hasDefault: boolean },
  options: CheckOptions,
): ContentFinding | undefined {
  if (alwaysThere.has(field.name)) return undefined;
  if (field.name === 'couponCode') return options.hasCoupon ? undefined : finding('coupon-missing');
  if (!options.knows(field.name)) return finding('field-unknown', field.name);
  return field.printed && !field.hasDefault ? finding('default-missing', field.name) : undefined;
}
