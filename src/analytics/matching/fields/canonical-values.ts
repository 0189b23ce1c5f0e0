import { foldText } from '#analytics/text';
import { isAbsent } from '../text/absent.ts';

/** Texts as they are compared, '' where nothing is known. Light on purpose: they see raw files, and refuse nothing. */
export function canonicalText(text: string): string {
  const folded = foldText(text);
  return isAbsent(folded) ? '' : folded;
}

/** A name: folded, with civilities before it and digits left out. */
export function canonicalName(text: string): string {
  const folded = canonicalText(text);
  return folded.replace(
    /^(?:(?:mr|mrs|ms|miss|dr|m|mme|mlle|monsieur|madame|mademoiselle) )(?=\p{L}{2})/u,
    '',
  );
}

const women = new Set([
  'f',
  'mme',
  'mlle',
  'mrs',
  'ms',
  'miss',
  'madame',
  'mademoiselle',
  'female',
  'femme',
  'woman',
  'w',
]);
const men = new Set(['m', 'mr', 'monsieur', 'mister', 'sir', 'male', 'homme', 'man', 'h']);

/** What a civility or a sex tells of the gender, f or m; another word is kept. */
export function canonicalGender(text: string): string {
  const folded = canonicalText(text);
  return women.has(folded) ? 'f' : men.has(folded) ? 'm' : folded;
}

/** A code (card, account, SIREN, postcode): its letters and digits, in capitals; only zeros or nines is none. */
export function canonicalCode(text: string): string {
  const code = canonicalText(text).replaceAll(' ', '').toUpperCase();
  return /^(?:0+|9{5,})$/.test(code) ? '' : code;
}

/** A phone number: its last nine digits, so that +33 6…, 0033 6… and 06… are one. Fewer than six digits is none. */
export function canonicalPhone(text: string): string {
  const digits = text.replace(/\D+/g, '');
  if (digits.length < 6 || /^(\d)\1+$/.test(digits)) return '';
  return digits.slice(-9);
}

/** A mailbox in lower case, without what follows a plus sign; a text without @ is none. */
export function canonicalEmail(text: string): string {
  const mailbox = text.trim().toLowerCase();
  const at = mailbox.lastIndexOf('@');
  if (at < 1 || at === mailbox.length - 1) return '';
  return `${mailbox.slice(0, at).replace(/\+.*$/, '')}@${mailbox.slice(at + 1)}`;
}

const legalForms =
  /\b(?:sarl|sas|sasu|sa|eurl|sci|snc|scop|ltd|limited|inc|llc|plc|gmbh|corp|co|company|ste|societe|ets|etablissements)\b/g;

/** A company's name without its legal form, unless nothing else is left. */
export function canonicalCompany(text: string): string {
  const folded = canonicalText(text);
  const name = folded.replace(legalForms, ' ').replace(/ +/g, ' ').trim();
  return name === '' ? folded : name;
}
