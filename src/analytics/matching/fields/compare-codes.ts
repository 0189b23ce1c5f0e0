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

/**
 * Mailboxes `local@domain`: one slip; the same part before the @ elsewhere; the same number of three digits or more in it (a person's own, as
 * in marie.martin1987 and mmartin1987); or letters alike around the same digits. Other digits are another mailbox, however alike the letters.
 */
export const emailComparison: Comparison = defineComparison({
  levels: ['differs', 'similar name', 'same number', 'same name', 'slip', 'same'],
  usual: [0.25, 0.03, 0.04, 0.06, 0.04, 0.58],
  read(text) {
    const at = text.indexOf('@');
    const local = text.slice(0, at);
    return { text, local, domain: text.slice(at + 1), digits: local.replace(/\D+/g, '') };
  },
  compare(first, second) {
    if (first.local === second.local) return jaroWinkler(first.domain, second.domain) >= 0.9 ? 4 : 3;
    if (editDistance(first.text, second.text, 1) === 1) return 4;
    if (first.digits !== second.digits) return 0;
    if (first.digits.length >= 3) return 2;
    if (Math.min(first.local.length, second.local.length) < 4) return 0;
    const alike = editDistance(first.local, second.local, 2) <= 2;
    return alike || jaroWinkler(first.local, second.local) >= 0.92 ? 1 : 0;
  },
});
