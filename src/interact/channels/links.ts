export type ContentLink = {
  /** Its number in this content: what signed links carry. */
  readonly number: number;
  /** The address as written, possibly with Liquid in its path or query: never in its scheme or host. */
  readonly url: string;
};

/** Scheme and host are fixed text; what follows may be Liquid. */
const fixedHost = /^https?:\/\/[^\s/?#{}]+(?:[/?#]|$)/i;
const anchor = /(<(?:a|area)\b[^>]*?\bhref\s*=\s*)(?:"([^"]*)"|'([^']*)')/gi;

/** Whether a link can be followed and counted: absolute http(s), with a host no merge field can change. */
export function isTrackable(url: string): boolean {
  return fixedHost.test(url);
}

const entity = /&amp;/g;

/** Every `href` of the HTML, decoded, in order. */
export function hrefsOf(html: string): string[] {
  return [...html.matchAll(anchor)].map((match) => (match[2] ?? match[3] ?? '').replace(entity, '&').trim());
}

/**
 * Replaces each trackable `href` by a variable holding this recipient's signed link, `{{ _link3 }}`. The same address twice is
 * one link. Other addresses (`mailto:`, the unsubscribe variable) stay as they are.
 */
export function rewriteLinks(html: string): { html: string; links: ContentLink[] } {
  const numbers = new Map<string, number>();
  const rewritten = html.replace(anchor, (whole, before: string, double?: string, single?: string) => {
    const url = (double ?? single ?? '').replace(entity, '&').trim();
    if (!isTrackable(url)) return whole;
    const number = numbers.get(url) ?? numbers.size;
    numbers.set(url, number);
    return `${before}"{{ _link${number} }}"`;
  });
  return { html: rewritten, links: [...numbers].map(([url, number]) => ({ number, url })) };
}
