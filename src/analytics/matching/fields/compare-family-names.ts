import { likeness } from './bounded-likeness.ts';
import { type Comparison, defineComparison, readWords } from './comparison.ts';
import { soundAlike } from './sound-alike.ts';

const [differs, similar, part, close] = [0, 1, 2, 3];
const particles = new Set('de d du des la le les l von van der den di da el al ben'.split(' '));

/** Family names, folded: particles left out ("de la tour", "tour"), part of a double name ("dupont martin", "martin"), slips, sounds. */
export const familyNameComparison: Comparison = defineComparison({
  levels: ['differs', 'similar', 'part', 'close', 'same'],
  usual: [0.06, 0.04, 0.05, 0.1, 0.75],
  spellings: [close],
  read(text) {
    const { words, joined } = readWords(text);
    const kept = words.filter((word) => !particles.has(word));
    return {
      whole: joined,
      words: kept.length === 0 ? words : kept,
      name: kept.length === 0 ? joined : kept.join(''),
    };
  },
  compare(first, second) {
    if (first.name === second.name || first.whole === second.whole) return close;
    const alike = likeness(first.name, second.name);
    if (alike === 2) return close;
    const [a, b] = [first.words, second.words];
    if (a.length !== b.length && a.some((word) => word.length > 2 && b.includes(word))) return part;
    if (a.length > 1 && a.length === b.length && a.toSorted().join() === b.toSorted().join()) return close;
    return alike === 1 || soundAlike(first.name, second.name) ? similar : differs;
  },
});
