import type { EmailContent } from './api.ts';
import { type ContentLink, rewriteLinks } from './links.ts';
import { htmlLiquid, renderLiquid, textLiquid, urlLiquid } from './liquid.ts';
import { mergeFieldsOf } from './merge-fields.ts';
import { textOfHtml } from './text-of-html.ts';

export type Fields = Readonly<Record<string, unknown>>;

/** A content made ready once, rendered for each recipient. */
export type CompiledEmail = {
  readonly content: EmailContent;
  readonly links: readonly ContentLink[];
  /** Names of the merge fields it uses: what planning must store. */
  readonly mergeFields: readonly string[];
  /** Subject, HTML and text for one reader; `scope` holds fields and addresses. Throws past 2 s or 10 MB. */
  render(scope: Fields): { subject: string; html: string; text: string };
  /** Where a link leads for one reader, values percent-encoded; undefined when there is no such link. */
  target(link: number, fields: Fields): string | undefined;
};

const pixel =
  '<img src="{{ _openUrl }}" width="1" height="1" alt="" style="display:block;border:0;width:1px;height:1px">';

/** Sets a piece of HTML just before a closing tag, or at the end where there is none. */
function before(html: string, tag: RegExp, piece: string): string {
  const at = html.search(tag);
  return at < 0 ? html + piece : html.slice(0, at) + piece + html.slice(at);
}

function withPreheader(html: string, preheader: string): string {
  if (preheader === '') return html;
  const hidden = `<div style="display:none;max-height:0;overflow:hidden;mso-hide:all">${preheader}</div>`;
  const body = /<body\b[^>]*>/i.exec(html);
  if (body === null) return hidden + html;
  const at = body.index + body[0].length;
  return html.slice(0, at) + hidden + html.slice(at);
}

/** One line, no control characters: what a header may hold. */
export function headerText(text: string): string {
  return text
    .replace(/[\p{Cc}\u2028\u2029]+/gu, ' ')
    .replace(/ {2,}/g, ' ')
    .trim();
}

/** Parses a content once: links numbered, preheader and open pixel set in, text made from the HTML when it has none. Throws on bad Liquid. */
export function compileEmail(content: EmailContent): CompiledEmail {
  const rewritten = rewriteLinks(content.html);
  const html = before(
    withPreheader(rewritten.html, content.preheader),
    /<\/body\s*>/i,
    `{% if _openUrl %}${pixel}{% endif %}`,
  );
  const subject = textLiquid.parse(content.subject);
  const body = htmlLiquid.parse(html);
  const text = textLiquid.parse(content.text.trim() === '' ? textOfHtml(rewritten.html) : content.text);
  const targets = rewritten.links.map((link) => urlLiquid.parse(link.url));
  const sources = [content.subject, content.preheader, content.html, content.text];
  const mergeFields = new Set(sources.flatMap((source) => mergeFieldsOf(source).map((field) => field.name)));
  return {
    content,
    links: rewritten.links,
    mergeFields: [...mergeFields],
    render: (scope) => ({
      subject: headerText(renderLiquid(textLiquid, subject, scope)),
      html: renderLiquid(htmlLiquid, body, scope),
      text: renderLiquid(textLiquid, text, scope),
    }),
    target: (link, fields) => {
      const template = targets[link];
      return template === undefined ? undefined : renderLiquid(urlLiquid, template, fields);
    },
  };
}
