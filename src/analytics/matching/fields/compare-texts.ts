import { editDistance } from '../text/edit-distance.ts';
import { jaroWinkler } from '../text/jaro-winkler.ts';
import { likeness, wordOverlap } from './bounded-likeness.ts';
import { type Comparison, defineComparison, readWords } from './comparison.ts';

/** Plain text: by the words in common and by letters. A single number is compared by its digits. */
export const textComparison: Comparison = defineComparison({
  levels: ['differs', 'overlaps', 'similar', 'same'],
  usual: [0.15, 0.08, 0.12, 0.65],
  read: (value) => ({ ...readWords(value), isNumber: /^\d+$/.test(value) }),
  compare(one, other) {
    const [first, second] = [one.text, other.text];
    if (one.isNumber && other.isNumber)
      return first.length >= 4 && editDistance(first, second, 1) === 1 ? 1 : 0;
    const overlap = wordOverlap(one.words, other.words);
    const winkler = jaroWinkler(one.joined, other.joined);
    if (overlap === 0 && winkler < 0.6) return 0;
    if (overlap >= 0.8 || winkler >= 0.92) return 2;
    if (Math.min(first.length, second.length) >= 5 && editDistance(first, second, 2) <= 2) return 2;
    return overlap >= 0.5 || winkler >= 0.85 ? 1 : 0;
  },
});

/** Whole names in one field, words in any order: all alike, all those of the shorter, or one of several. */
export const fullNameComparison: Comparison = defineComparison({
  levels: ['differs', 'one word', 'contained', 'same words', 'same'],
  usual: [0.06, 0.06, 0.08, 0.15, 0.65],
  read: readWords,
  compare(first, second) {
    const [a, b] = [first.words, second.words];
    if (first.joined === second.joined) return 3;
    const [short, long] = a.length <= b.length ? [a, b] : [b, a];
    const left = [...long];
    let common = 0;
    let strong = 0;
    for (const word of short) {
      const found = left.findIndex((other) => wordsFit(word, other));
      if (found < 0) continue;
      const [other = ''] = left.splice(found, 1);
      common += 1;
      if (Math.min(word.length, other.length) > 1) strong += 1;
    }
    if (strong === 0) return 0;
    if (common === short.length && short.length > 1)
      return long.length === short.length && strong === common ? 3 : 2;
    return 1;
  },
});

function wordsFit(word: string, other: string): boolean {
  if (word === other) return true;
  if (word.length === 1 || other.length === 1) return word[0] === other[0];
  return likeness(word, other) === 2;
}

/** Values that are the same or are not, such as a sex or a class. */
export const categoryComparison: Comparison = defineComparison({
  levels: ['differs', 'same'],
  usual: [0.05, 0.95],
  read: () => '',
  compare: () => 0,
});
