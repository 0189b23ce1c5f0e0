import type { WeighedField } from './field-weights.ts';
import type { PairComparer } from './pair-comparer.ts';

/**
 * Says early that a pair stays below some odds: from the most that each field could add, lowered field by field as they are compared, those that
 * tell strangers apart best first. Most pairs that meet in a block are strangers and need two or three of ten comparisons. `mostMore` is the most
 * that is added to the fields' sum, in bits. Never wrong: what it leaves is below.
 */
export function createHopeTest(input: {
  readonly fields: readonly WeighedField[];
  readonly priorBits: number;
  readonly comparer: PairComparer;
  mostMore(homeBits: number): number;
}): (first: number, second: number, least: number) => boolean {
  const { fields, priorBits, comparer, mostMore } = input;
  const fall = ({ mostOther, logMatch, logStranger }: WeighedField) =>
    mostOther - (logMatch[0] ?? 0) + (logStranger[0] ?? 0);
  const order = fields.map((_, at) => at).toSorted((a, b) => fallAt(b) - fallAt(a));
  function fallAt(at: number): number {
    const field = fields[at];
    return field === undefined ? 0 : fall(field);
  }
  return (first, second, least) => {
    if (comparer.mayBeSwapped(first, second)) return false;
    // What fields of the home say counts apart: it is made up for when the home is another.
    let [most, home] = [priorBits, 0];
    for (const field of fields) {
      const [a, b] = [field.column?.ids[first] ?? 0, field.column?.ids[second] ?? 0];
      if (a === 0 || b === 0) continue;
      const added =
        a === b ? (field.logMatch[field.same] ?? 0) - field.chanceAt(field.same, a, b) : field.mostOther;
      if (field.atHome) home += added;
      else most += added;
    }
    if (most + home + mostMore(home) < least) return true;
    for (const at of order) {
      const field = fields[at];
      const [a, b] = [field?.column?.ids[first] ?? 0, field?.column?.ids[second] ?? 0];
      if (field === undefined || a === 0 || b === 0 || a === b) continue;
      const level = comparer.levelAt(at, first, second);
      const added = level < 0 ? 0 : (field.logMatch[level] ?? 0) - field.chanceAt(level, a, b);
      if (field.atHome) home += added - field.mostOther;
      else most += added - field.mostOther;
      if (most + home + mostMore(home) < least) return true;
    }
    return false;
  };
}
