import { foldText } from '#analytics/text';
import { readCivility } from './civility.ts';
import { listedGender } from './given-name-list.ts';

/** The parts of a name written in one piece. */
export type NameParts = {
  readonly civility: string;
  readonly givenName: string;
  readonly familyName: string;
  readonly suffix: string;
};

const particle =
  /^(de|du|des|d'.*|d’.*|von|van|der|den|le|la|el|al|ben|bin|da|dos|di|del|della|saint|st|ter|zu)$/i;
const suffix = /^(jr|junior|sr|senior|ii|iii|iv|fils|père|pere)\.?$/i;
const isCapital = (word: string) => /\p{L}{2}/u.test(word) && word === word.toUpperCase();

/**
 * Splits a whole name: civility first, a suffix last ("Jr", "III", "fils"); then a comma ("Dupont, Jean"), capitals
 * ("DUPONT Jean", "Jean DE LA TOUR"), a particle ("Jean de La Tour") or a known given name say where the family name begins;
 * else the first word is the given name. One word alone is a family name.
 */
export function splitName(text: string): NameParts {
  const words = text.replace(/\s+/g, ' ').trim().split(' ');
  let opening = 0;
  while (opening < words.length - 1 && readCivility(words.slice(0, opening + 1).join(' ')).known)
    opening += 1;
  const civility = words.slice(0, opening).join(' ');
  let rest = words.slice(opening);
  const end = rest.length > 2 && suffix.test(rest.at(-1) ?? '') ? (rest.at(-1) ?? '') : '';
  if (end !== '') rest = rest.slice(0, -1);
  return { civility, ...splitWords(rest), suffix: end };
}

function splitWords(words: readonly string[]): { givenName: string; familyName: string } {
  const cut = (at: number) => ({
    givenName: words.slice(0, at).join(' '),
    familyName: words.slice(at).join(' '),
  });
  const turned = (at: number) => ({
    givenName: words.slice(at).join(' '),
    familyName: words.slice(0, at).join(' ').replace(/,$/, ''),
  });
  if (words.length < 2) return { givenName: '', familyName: words.join(' ') };
  const comma = words.findIndex((word) => word.endsWith(','));
  if (comma >= 0 && comma < words.length - 1) return turned(comma + 1);
  const capitals = words.map(isCapital);
  if (capitals.some(Boolean) && !capitals.every(Boolean)) {
    const first = capitals.indexOf(true);
    if (first === 0) return turned(capitals.indexOf(false));
    return cut(first);
  }
  const begins = words.findIndex((word, at) => at > 0 && particle.test(word));
  if (begins > 0) return cut(begins);
  const known = words.map((word) => listedGender(foldText(word).split(' ')[0] ?? '') !== undefined);
  if (!known[0] && known.at(-1)) return turned(words.length - 1);
  const unknown = known.indexOf(false);
  return cut(known[0] && unknown > 0 ? unknown : 1);
}
