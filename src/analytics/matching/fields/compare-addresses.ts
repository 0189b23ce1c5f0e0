import { editDistance } from '../text/edit-distance.ts';
import { likeness, wordOverlap } from './bounded-likeness.ts';
import { type Comparison, defineComparison, type Reading, readWords } from './comparison.ts';

/** Streets written `number|words`: the same or a like street, with or without the same number. */
export const streetComparison: Comparison = defineComparison({
  levels: ['differs', 'similar street', 'same street', 'same door', 'same'],
  usual: [0.18, 0.04, 0.06, 0.12, 0.6],
  partly: { level: 2, of: (text) => [text.replace(/^.*\|/, '|')].filter((street) => street !== '|') },
  read(text) {
    const [number = '', street = ''] = text.split('|');
    return { number, street: readWords(street) };
  },
  compare(first, second) {
    const number = numbersAgree(first.number, second.number);
    const street = streetLikeness(first.street, second.street);
    if (street === 0) return 0;
    if (number === 'same') return 3;
    if (street === 2) return number === 'unknown' || number === 'near' ? 2 : 1;
    return number === 'differ' ? 0 : 1;
  },
});

function numbersAgree(a: string, b: string): 'same' | 'near' | 'unknown' | 'differ' {
  if (a === '' || b === '') return 'unknown';
  if (a === b) return 'same';
  return Number.parseInt(a, 10) === Number.parseInt(b, 10) ? 'near' : 'differ';
}

function streetLikeness(a: Reading, b: Reading): 0 | 1 | 2 {
  if (a.text === '' || b.text === '') return 0;
  if (a.text === b.text) return 2;
  const overlap = wordOverlap(a.words, b.words);
  if (overlap >= 0.8) return 2;
  const alike = likeness(a.joined, b.joined);
  if (alike === 2) return 2;
  return alike === 1 && overlap >= 0.4 ? 1 : overlap >= 0.6 ? 1 : 0;
}

/** Places written `postcode|town|region`: one tells the other, so they weigh as one field and not as three. */
export const placeComparison: Comparison = defineComparison({
  levels: ['differs', 'same region', 'near', 'same town', 'same'],
  usual: [0.1, 0.04, 0.06, 0.15, 0.65],
  partly: {
    level: 3,
    of(text) {
      const [code = '', town = ''] = text.split('|');
      return [`${code}||`, `|${town}|`].filter((part) => part !== '||');
    },
  },
  read: (text) => text.split('|'),
  compare(first, second) {
    const [[codeA = '', townA = '', regionA = ''], [codeB = '', townB = '', regionB = '']] = [first, second];
    const code = codesAgree(codeA, codeB);
    const town = townA === '' || townB === '' ? -1 : townA === townB ? 2 : likeness(townA, townB);
    if (code === 2) return town === 0 ? 2 : 3;
    if (town === 2) return code === -1 || code === 1 ? 3 : 2;
    if (town === 1 || code === 1) return town === 1 && code !== 0 ? 2 : 1;
    const sameRegion = regionA !== '' && regionA === regionB;
    return sameRegion || (codeA !== '' && codeA.slice(0, 2) === codeB.slice(0, 2)) ? 1 : 0;
  },
});

/** −1 not known, 2 the same, 1 a slip apart, 0 different. */
function codesAgree(a: string, b: string): -1 | 0 | 1 | 2 {
  if (a === '' || b === '') return -1;
  if (a === b) return 2;
  return a.length >= 4 && editDistance(a, b, 1) === 1 ? 1 : 0;
}
