import type { FieldKind } from '../fields/field-kind.ts';
import type { RecordTable } from '../records/record-table.ts';
import { type Frequencies, frequenciesOf } from './frequencies.ts';
import { type WeighedField, weighField } from './field-weights.ts';
import { createHopeTest } from './hope-test.ts';
import type { MatchModel } from './match-model.ts';
import type { PairComparer } from './pair-comparer.ts';

/** What one field says of a pair, in bits: above 0 for one person, below 0 against. */
export type FieldWeight = { readonly field: string; readonly level: string; readonly bits: number };

/**
 * Why a pair has its probability: the odds before looking, what each field adds, and what is taken off because relatives under one roof would look
 * alike too. `bits` is their sum, the log₂ odds. What fields of the home say against is told as it counts: moved, they differ together.
 */
export type PairExplanation = {
  readonly priorBits: number;
  readonly fields: readonly FieldWeight[];
  readonly relativesBits: number;
  readonly bits: number;
  readonly probability: number;
};

export type PairScorer = {
  /** Log₂ odds that two records are one person; with `least`, minus infinity when they are seen to be below it before all is compared. */
  bitsOf(first: number, second: number, least?: number): number;
  /**
   * Log₂ odds that two groups of records, each of one person, are one. Each field says the mean of what it says of the pairs that know it; of what a
   * person may have several of (homes, telephones, mailboxes) what it says of the pair that agrees best.
   */
  bitsBetween(first: readonly number[], second: readonly number[]): number;
  explain(first: number, second: number): PairExplanation;
};

/** The log₂ odds of a probability. */
export const bitsOf = (probability: number): number => Math.log2(probability / (1 - probability));

/** The probability that log₂ odds stand for. */
export const probabilityOf = (bits: number): number => 1 / (1 + 2 ** -bits);

/** Kinds of fields that a file of persons has, and one of firms has not. */
const personal: ReadonlySet<FieldKind> = new Set(['givenName', 'familyName', 'birthDate']);

/** Records of each group that are asked. */
const askedMost = 12;

/**
 * Weighs pairs by a model. Agreement on a rare value weighs more than on a frequent one (term frequency; Winkler 2000): the chance of agreeing
 * on a value is how many other records have it. Frequencies are those given, or those of the table when this is called.
 */
export function createScorer(
  table: RecordTable,
  model: MatchModel,
  comparer: PairComparer,
  frequencies: readonly Frequencies[] = frequenciesOf(table),
): PairScorer {
  const ofPersons = model.fields.some(({ kind }) => personal.has(kind));
  const fields = model.fields.map((field, at) =>
    weighField(field, { column: table.columns[at], frequencies: frequencies[at], ofPersons }),
  );
  const strangerShare = 1 - model.matchShare - model.relativeShare;
  const priorBits = Math.log2(model.matchShare / strangerShare);
  const relativePrior = Math.log2(model.relativeShare / strangerShare);
  const moved = model.movedShare;
  /** Odds of one person at home or moved, over those of one at home. */
  const movedBits = (homeBits: number) => Math.log2(1 - moved + moved * 2 ** -homeBits);
  // Odds against strangers and relatives together: M ÷ (S + R) = (M ÷ S) ÷ (1 + R ÷ S).
  const takenOff = (relative: number) => -Math.log2(1 + 2 ** relative);
  const weigher = createWeigher(fields, comparer);
  const isHopeless = createHopeTest({ fields, priorBits, comparer, mostMore: movedBits });
  return {
    bitsOf(first, second, least) {
      if (least !== undefined && isHopeless(first, second, least)) return Number.NEGATIVE_INFINITY;
      weigher.weigh(first, second);
      let bits = priorBits;
      let home = 0;
      let relative = relativePrior;
      for (let at = 0; at < fields.length; at += 1) {
        if (weigher.levels[at] === 0) continue;
        const added = weigher.added[at] ?? 0;
        bits += added;
        if (fields[at]?.atHome === true) home += added;
        relative += weigher.ofRelatives[at] ?? 0;
      }
      return bits + movedBits(home) + takenOff(relative);
    },
    bitsBetween(first, second) {
      let [bits, home, relative] = [priorBits, 0, relativePrior];
      for (const { at, added, ofRelatives } of weighGroups(fields, weigher, first, second)) {
        bits += added;
        if (fields[at]?.atHome === true) home += added;
        relative += ofRelatives;
      }
      return bits + movedBits(home) + takenOff(relative);
    },
    explain: createExplainer({ fields, weigher, priorBits, relativePrior, movedBits, takenOff }),
  };
}

function createExplainer(model: {
  readonly fields: readonly WeighedField[];
  readonly weigher: ReturnType<typeof createWeigher>;
  readonly priorBits: number;
  readonly relativePrior: number;
  movedBits(homeBits: number): number;
  takenOff(relative: number): number;
}): PairScorer['explain'] {
  const { fields, weigher, priorBits } = model;
  return (first, second) => {
    const told: { at: number; level: number; bits: number }[] = [];
    let [home, against, relative] = [0, 0, model.relativePrior];
    weigher.weigh(first, second);
    for (const [at, level] of weigher.levels.entries()) {
      if (level === 0) continue;
      const bits = weigher.added[at] ?? 0;
      told.push({ at, level: level - 1, bits });
      relative += weigher.ofRelatives[at] ?? 0;
      if (fields[at]?.atHome !== true) continue;
      home += bits;
      against += Math.min(0, bits);
    }
    // What is made up for is shared among what the home says against.
    const more = model.movedBits(home);
    const shareOf = (at: number, bits: number) =>
      against < 0 && bits < 0 && fields[at]?.atHome === true ? (more * bits) / against : 0;
    const weights = told.map(({ at, level, bits }) => ({
      ...{ field: fields[at]?.name ?? '', level: fields[at]?.levels[level] ?? '' },
      bits: bits + shareOf(at, bits),
    }));
    const relativesBits = model.takenOff(relative);
    const prior = priorBits + (against < 0 ? 0 : more);
    const total = weights.reduce((sum, { bits }) => sum + bits, prior + relativesBits);
    const probability = probabilityOf(total);
    return { priorBits: prior, fields: weights, relativesBits, bits: total, probability };
  };
}

/**
 * Writes what each field says of two records: its level plus one, 0 where it says nothing, and what it adds to the odds of one person, and to those
 * of relatives, against strangers. One set of columns for all pairs: they are millions.
 */
function createWeigher(fields: readonly WeighedField[], comparer: PairComparer) {
  const levels = new Uint8Array(fields.length);
  const [added, ofRelatives] = [new Float64Array(fields.length), new Float64Array(fields.length)];
  const family = fields.find(({ kind }) => kind === 'familyName');
  function weigh(first: number, second: number): void {
    comparer.compare(first, second, levels);
    for (let at = 0; at < fields.length; at += 1) {
      const level = (levels[at] ?? 0) - 1;
      const field = fields[at];
      if (level < 0 || field === undefined) continue;
      const isGiven = field.kind === 'givenName';
      if (isGiven && level > field.same && family !== undefined) {
        const [bits, relative] = swappedBits(field, family, level, first, second);
        added[at] = bits;
        ofRelatives[at] = relative;
        continue;
      }
      const ids = field.column?.ids;
      const chance = field.chanceAt(level, ids?.[first] ?? 0, ids?.[second] ?? 0);
      added[at] = (field.logMatch[level] ?? 0) - chance;
      if (field.shared) ofRelatives[at] = (field.logRelative[level] ?? 0) - chance;
      else
        ofRelatives[at] =
          isGiven && level === field.same ? Math.max(0, (field.logRelative[level] ?? 0) - chance) : 0;
    }
  }
  return { levels, added, ofRelatives, weigh };
}

/** What each field says of two groups of records, of some of each. */
function weighGroups(
  fields: readonly WeighedField[],
  { levels, added, ofRelatives, weigh }: ReturnType<typeof createWeigher>,
  first: readonly number[],
  second: readonly number[],
): { at: number; added: number; ofRelatives: number }[] {
  const said = fields.map((_, at) => ({ at, added: 0, ofRelatives: 0, pairs: 0 }));
  for (const one of first.slice(0, askedMost))
    for (const other of second.slice(0, askedMost)) {
      weigh(one, other);
      for (const sum of said) {
        const { at } = sum;
        if (levels[at] === 0) continue;
        const [bits, relative] = [added[at] ?? 0, ofRelatives[at] ?? 0];
        if (fields[at]?.mayBeSeveral !== true) {
          sum.added += bits;
          sum.ofRelatives += relative;
          sum.pairs += 1;
        } else if (sum.pairs === 0 || bits > sum.added)
          Object.assign(sum, { added: bits, ofRelatives: relative, pairs: 1 });
      }
    }
  return said
    .filter(({ pairs }) => pairs > 0)
    .map(({ at, pairs, ...sum }) => ({
      ...{ at, added: sum.added / pairs, ofRelatives: sum.ofRelatives / pairs },
    }));
}

/**
 * What names in each other's place say. One of two records has them right, the one whose names are the more frequent; a stranger has the same
 * names and swaps them too, or truly has them the other way round. The family name is one, which it is among relatives too.
 */
function swappedBits(
  given: WeighedField,
  family: WeighedField,
  level: number,
  first: number,
  second: number,
): [number, number] {
  const ofGiven = (record: number) => given.chanceOf(given.column?.ids[record] ?? 0);
  const ofBoth = (record: number) => ofGiven(record) + family.chanceOf(family.column?.ids[record] ?? 0);
  const swaps = given.logMatch[level] ?? 0;
  const [right, wrong] = ofBoth(first) > ofBoth(second) ? [first, second] : [second, first];
  const chance = Math.log2(2 ** (swaps + ofBoth(right)) + 2 ** ofBoth(wrong));
  const sameFamily = family.logRelative[family.same] ?? 0;
  const namesakes = Math.max(given.logRelative[given.same] ?? 0, ofGiven(right));
  return [swaps - chance, swaps + sameFamily + namesakes - chance];
}
