import { foldText } from '#analytics/text';
import { digitsOf } from '#identify/particulars';

/** What a search text asks of `search_text` and `email`: patterns that must all match. */
export type SearchPatterns = { readonly text: string[]; readonly email: string | undefined };

const escaped = (text: string) => text.replace(/[\\%_]/g, '\\$&');

/**
 * Reads what a person typed: an e-mail or its beginning (has an @), digits of a phone or card (nothing else but signs), or
 * words of a name in any order, without accents. Words of one or two letters must begin a word of the name.
 */
export function searchPatterns(search: string): SearchPatterns {
  const typed = search.trim().toLowerCase();
  const at = typed.indexOf('@');
  if (at >= 0) {
    const local = typed.slice(0, at);
    return { text: local === '' ? [] : [`%${escaped(local)} %`], email: `%${escaped(typed)}%` };
  }
  const digits = digitsOf(typed);
  if (digits.length >= 2 && /^[\d\s+().\-/]+$/.test(typed))
    return {
      text: [`%${digits.replace(/^(00)?33(?=[1-9])/, /^(\+|00)/.test(typed) ? '0' : '$&')}%`],
      email: undefined,
    };
  const words = foldText(typed)
    .split(' ')
    .filter((word) => word !== '');
  return {
    text: words.slice(0, 8).map((word) => (word.length < 3 ? `% ${word}%` : `%${word}%`)),
    email: undefined,
  };
}
