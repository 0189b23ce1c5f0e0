import { editDistance } from '../text/edit-distance.ts';
import { jaroWinkler } from '../text/jaro-winkler.ts';
import { type Comparison, defineComparison } from './comparison.ts';

/** Identifiers and phone numbers: one slip in four signs or more, two in six or more. */
export const codeComparison: Comparison = defineComparison({
  levels: ['differs', 'two slips', 'slip', 'same'],
  usual: [0.04, 0.02, 0.06, 0.88],
  read: (text) => text,
  compare(first, second) {
    const length = Math.min(first.length, second.length);
    if (length < 4) return 0;
    const slips = editDistance(first, second, 2);
    return slips === 1 ? 2 : slips === 2 && length >= 6 ? 1 : 0;
  },
});

/** Phone numbers change hands with a move; two different ones say little. */
export const phoneComparison: Comparison = defineComparison({
  levels: ['differs', 'slip', 'same'],
  usual: [0.3, 0.03, 0.67],
  read: (text) => text,
  compare: (first, second) =>
    Math.min(first.length, second.length) >= 6 && editDistance(first, second, 1) === 1 ? 1 : 0,
});

/** Mailboxes `local@domain`: the domain mistyped (slip), the same part before the @ elsewhere, or one like it. */
export const emailComparison: Comparison = defineComparison({
  levels: ['differs', 'similar name', 'same name', 'slip', 'same'],
  usual: [0.25, 0.05, 0.06, 0.04, 0.6],
  read(text) {
    const at = text.indexOf('@');
    return { text, local: text.slice(0, at), domain: text.slice(at + 1) };
  },
  compare({ text: first, local: localA, domain: domainA }, { text: second, local: localB, domain: domainB }) {
    if (localA === localB) return jaroWinkler(domainA, domainB) >= 0.9 ? 3 : 2;
    if (editDistance(first, second, 1) === 1) return 3;
    const short = Math.min(localA.length, localB.length) < 4;
    return !short && (editDistance(localA, localB, 2) <= 2 || jaroWinkler(localA, localB) >= 0.92) ? 1 : 0;
  },
});
