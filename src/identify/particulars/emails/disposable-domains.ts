import { createRequire } from 'node:module';

const require = createRequire(import.meta.url);
let domains: Set<string> | undefined;

/** Domains, with all below them, that lend mailboxes for an hour; forwarding services of the list's wildcards included. */
function disposableDomains(): Set<string> {
  if (domains === undefined) {
    const exact: string[] = require('disposable-email-domains/index.json');
    const below: string[] = require('disposable-email-domains/wildcard.json');
    domains = new Set([...exact, ...below]);
  }
  return domains;
}

/** Whether a domain, or one above it, is on the list of disposable mailboxes (read once, when first asked). */
export function isDisposableDomain(domain: string): boolean {
  const list = disposableDomains();
  const labels = domain.split('.');
  return labels.some((_, at) => at < labels.length - 1 && list.has(labels.slice(at).join('.')));
}
