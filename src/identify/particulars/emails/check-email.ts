import { type Problem, problem } from '../problem.ts';
import { isDisposableDomain } from './disposable-domains.ts';
import { proposeDomain } from './domain-proposal.ts';
import { placeholderDomains, placeholderNames, roleNames, trialDomains } from './mail-providers.ts';
import { normaliseEmail } from './normalise-email.ts';

/**
 * What is doubtful in an e-mail address: no address at all (with a proposal when a usual slip explains it), a mistyped domain
 * (with the domain probably meant), a placeholder, a domain kept for trials, a function's mailbox, a mailbox lent for an hour. Nothing is asked of the network.
 */
export function checkEmail(text: string): Problem[] {
  const address = normaliseEmail(text);
  if (address === undefined) {
    const repaired = normaliseEmail(repair(text));
    return [problem('email-invalid', repaired)];
  }
  const at = address.lastIndexOf('@');
  const [local, domain] = [address.slice(0, at), address.slice(at + 1)];
  if (placeholderDomains.test(domain) || placeholderNames.has(local) || /^(.)\1{2,}$/.test(local))
    return [problem('email-placeholder')];
  const found: Problem[] = [];
  const meant = proposeDomain(domain);
  if (trialDomains.test(domain)) found.push(problem('email-trial-domain'));
  else if (meant !== undefined) found.push(problem('email-domain-typo', `${local}@${meant}`));
  else if (isDisposableDomain(domain)) found.push(problem('email-disposable'));
  if (roleNames.has(local.replace(/\d+$/, ''))) found.push(problem('email-role'));
  return found;
}

/** Slips of the keyboard inside an address: a comma or a space for a dot, a forgotten or doubled sign. */
function repair(text: string): string {
  return text
    .trim()
    .replace(/^(mailto:|e-?mail\s*:)/i, '')
    .replace(/[,;]/g, '.')
    .replace(/\s+/g, '')
    .replace(/@+/g, '@')
    .replace(/\.{2,}/g, '.')
    .replace(/\.@|@\./g, '@')
    .replace(/^\.+|\.+$/g, '')
    .replace(/(?<=@(gmail|hotmail|yahoo|orange|outlook|icloud))(com|fr)$/, '.$2');
}
