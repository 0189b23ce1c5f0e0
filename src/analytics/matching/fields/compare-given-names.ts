import { areForms } from '../text/given-name-forms.ts';
import { likeness } from './bounded-likeness.ts';
import { type Comparison, defineComparison, type Reading, readWords } from './comparison.ts';
import { soundAlike } from './sound-alike.ts';

const [differs, initial, similar, close, form, same] = [0, 1, 2, 3, 4, 5];

/** Given names, folded: forms of one name ("bill", "william"), compounds ("jean", "jean pierre"), slips, sounds, initials. */
export const givenNameComparison: Comparison = defineComparison({
  levels: ['differs', 'initial', 'similar', 'close', 'form', 'same', 'swapped'],
  ordered: [differs, similar, close, same],
  usual: [0.06, 0.04, 0.04, 0.08, 0.06, 0.7, 0.02],
  spellings: [close],
  read: readWords,
  compare(first, second) {
    const [a, b] = [first.joined, second.joined];
    if (a === b || areForms(first.text, second.text)) return form;
    if (isInitials(first) || isInitials(second))
      return initialsFit(first.words, second.words) ? initial : differs;
    const compound = first.words.length !== second.words.length;
    if (compound && first.words[0] === second.words[0]) return form;
    // "Louis" and "Louise", "Michel" and "Michèle": a brother and a sister more often than a slip.
    if (isFeminine(a, b) || isFeminine(b, a)) return similar;
    const alike = likeness(a, b);
    if (alike === 2) return close;
    if (alike === 1 || (compound && first.words.some((word) => second.words.includes(word)))) return similar;
    return soundAlike(a, b) ? similar : differs;
  },
});

const isInitials = ({ words }: Reading) => words.every((word) => word.length === 1);

function initialsFit(a: readonly string[], b: readonly string[]): boolean {
  const [short, long] = a.length <= b.length ? [a, b] : [b, a];
  return short.every((word, place) => long[place]?.[0] === word[0]);
}

/** Whether the second is the first with a feminine ending: an e, an a, or its last letter doubled and an e. */
function isFeminine(of: string, name: string): boolean {
  if (name.length <= of.length || !name.startsWith(of)) return false;
  const ending = name.slice(of.length);
  return ending === 'e' || ending === 'a' || ending === `${of.at(-1)}e`;
}
