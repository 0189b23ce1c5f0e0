import { domainToASCII } from 'node:url';

/**
 * An e-mail address as it is compared and written to: trimmed, lower case, its domain in ASCII (IDN, RFC 5891).
 * Answers undefined for what cannot be an address. Dots and tags before the @ are kept: only some providers ignore them.
 */
export function normaliseEmail(text: string): string | undefined {
  const address = text.trim().toLowerCase();
  const at = address.lastIndexOf('@');
  if (at < 1 || at > 64) return undefined;
  const local = address.slice(0, at);
  if (/[\s@<>()[\]\\,;:"\p{Cc}]/u.test(local) || /^\.|\.$|\.\./.test(local)) return undefined;
  const domain = domainToASCII(address.slice(at + 1).replace(/\.$/, ''));
  if (!/^([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\.)+([a-z]{2,63}|xn--[a-z0-9-]{1,59})$/.test(domain))
    return undefined;
  return local.length + domain.length + 1 > 254 ? undefined : `${local}@${domain}`;
}
