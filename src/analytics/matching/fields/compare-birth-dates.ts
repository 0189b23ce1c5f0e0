import { editDistance } from '../text/edit-distance.ts';
import { type Comparison, defineComparison } from './comparison.ts';

const [differs, twoParts, slip] = [0, 1, 2];

/**
 * Dates written yyyymmdd, 0 for a part not known: day and month swapped or one digit wrong (slip), two of the three parts equal
 * or two digits wrong, or what is known of both equal (two parts).
 */
export const birthDateComparison: Comparison = defineComparison({
  levels: ['differs', 'two parts', 'slip', 'same'],
  usual: [0.03, 0.04, 0.08, 0.85],
  read: (text) => ({ text, parts: [text.slice(0, 4), text.slice(4, 6), text.slice(6, 8)] as const }),
  compare({ text: first, parts: a }, { text: second, parts: b }) {
    const known = a.map((part, at) => Number(part) > 0 && Number(b[at]) > 0);
    const equal = a.filter((part, at) => known[at] && part === b[at]).length;
    if (known.includes(false))
      return equal > 0 && equal === known.filter(Boolean).length ? twoParts : differs;
    if (a[0] === b[0] && a[1] === b[2] && a[2] === b[1]) return slip;
    const slips = editDistance(first, second, 2);
    if (slips === 1) return slip;
    return equal === 2 || slips === 2 ? twoParts : differs;
  },
});
