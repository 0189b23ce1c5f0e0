import { likeness } from '../fields/bounded-likeness.ts';
import { areForms } from '../text/given-name-forms.ts';
import { comparisonOf } from '../fields/comparison-of.ts';
import type { Column, RecordTable } from '../records/record-table.ts';

export type PairComparer = {
  /** Compares two records field by field: writes 0 where either is not known, else the level reached plus one. */
  compare(first: number, second: number, levels: Uint8Array): void;
  /** The level two records reach in one field; −1 where it says nothing of them. Names in each other's place are not looked for. */
  levelAt(field: number, first: number, second: number): number;
  /** Whether a given name of one stands, to the letter, where the other has the family name. */
  mayBeSwapped(first: number, second: number): boolean;
};

/** Answers kept a field: a power of two; a newer pair of values takes the place of an older one. */
const keptAnswers = 1 << 17;

/**
 * A comparer of the records of a table. Two values are compared once as long as they are remembered; records added later can be
 * compared too. A given name and a family name found in each other's place count once, as "swapped"; a gender counts only where given names
 * are not one, because these tell it.
 */
export function createComparer(table: RecordTable): PairComparer {
  const compares = table.columns.map((column) => rememberingCompare(column));
  const swap = createSwapTest(table);
  const given = table.columns.findIndex(({ field }) => field.kind === 'givenName');
  const genders = gendersOf(table);
  const isGender = table.columns.map((_, at) => genders.includes(at));
  const form = comparisonOf('givenName').levels.indexOf('form');
  const { columns } = table;
  const valuesAt = (field: number, first: number, second: number): number => {
    const ids = columns[field]?.ids;
    const a = ids?.[first] ?? 0;
    const b = ids?.[second] ?? 0;
    return a === 0 || b === 0 ? -1 : (compares[field]?.(a, b) ?? -1);
  };
  return {
    compare(first, second, levels) {
      for (let field = 0; field < compares.length; field += 1)
        levels[field] = valuesAt(field, first, second) + 1;
      if (given >= 0 && (levels[given] ?? 0) > form) for (const gender of genders) levels[gender] = 0;
      if (swap.mayBe(first, second)) swap.apply(first, second, levels);
    },
    levelAt: (field, first, second) =>
      isGender[field] === true && valuesAt(given, first, second) >= form
        ? -1
        : valuesAt(field, first, second),
    mayBeSwapped: swap.mayBe,
  };
}

function rememberingCompare({ field, values, hashes }: Column): (a: number, b: number) => number {
  const { between, levels, ordered } = comparisonOf(field.kind);
  const compare = between(values);
  const same = ordered.at(-1) ?? levels.length - 1;
  if (field.kind === 'category') return (a, b) => (a === b ? same : 0);
  const keptFirst = new Int32Array(keptAnswers);
  const keptSecond = new Int32Array(keptAnswers);
  const kept = new Int8Array(keptAnswers);
  return (a, b) => {
    if (a === b) return same;
    const [first, second] = a < b ? [a, b] : [b, a];
    const place = (Math.imul(first, 0x9e3779b1) ^ Math.imul(second, 0x85ebca6b)) >>> 15;
    if (keptFirst[place] === first && keptSecond[place] === second) return kept[place] ?? 0;
    // In the order of their texts' hashes, not of their numbers: the answer must not depend on which came first.
    const swap = (hashes[first] ?? 0) > (hashes[second] ?? 0);
    const level = swap ? compare(second, first) : compare(first, second);
    keptFirst[place] = first;
    keptSecond[place] = second;
    kept[place] = level;
    return level;
  };
}

const gendersOf = ({ columns }: RecordTable) =>
  columns.flatMap(({ field: { role } }, at) => (role === 'gender' || role === 'civility' ? [at] : []));

type SwapTest = {
  mayBe(first: number, second: number): boolean;
  apply(first: number, second: number, levels: Uint8Array): void;
};

function createSwapTest(table: RecordTable): SwapTest {
  const givenAt = table.columns.findIndex(({ field }) => field.kind === 'givenName');
  const familyAt = table.columns.findIndex(({ field }) => field.kind === 'familyName');
  const [given, family] = [table.columns[givenAt], table.columns[familyAt]];
  if (given === undefined || family === undefined) return { mayBe: () => false, apply: () => undefined };
  const swappedLevel = comparisonOf('givenName').levels.indexOf('swapped');
  const genders = gendersOf(table);
  const similar = comparisonOf('givenName').levels.indexOf('similar');
  const givenOf = (record: number) => given.values[given.ids[record] ?? 0] ?? '';
  const familyOf = (record: number) => family.values[family.ids[record] ?? 0] ?? '';
  return {
    mayBe: (first, second) => givenOf(first) === familyOf(second) || givenOf(second) === familyOf(first),
    apply(first, second, levels) {
      const [givenLevel = 0, familyLevel = 0] = [levels[givenAt], levels[familyAt]];
      if (givenLevel === 0 || familyLevel === 0 || givenLevel > similar + 1 || familyLevel > 2) return;
      if (!namesFit(givenOf(first), familyOf(second)) || !namesFit(givenOf(second), familyOf(first))) return;
      levels[givenAt] = swappedLevel + 1;
      levels[familyAt] = 0;
      for (const gender of genders) levels[gender] = 0;
    },
  };
}

/** Whether two names may be one: the same, a slip, two forms, or an initial and its name. */
function namesFit(a: string, b: string): boolean {
  if (a === b) return true;
  if (a.length === 1 || b.length === 1) return a[0] === b[0];
  return likeness(a, b) === 2 || areForms(a, b);
}
