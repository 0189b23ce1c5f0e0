import { comparisonOf } from '../fields/comparison-of.ts';
import { isSharedByRelatives } from '../fields/field-kind.ts';
import type { Column, RecordTable } from '../records/record-table.ts';
import { type Frequencies, frequenciesOf } from './frequencies.ts';
import type { FieldModel, MatchModel } from './match-model.ts';
import type { PairComparer } from './pair-comparer.ts';

/** What one field says of a pair, in bits: above 0 for one person, below 0 against. */
export type FieldWeight = { readonly field: string; readonly level: string; readonly bits: number };

/**
 * Why a pair has its probability: the odds before looking, what each field adds, and what is taken off because relatives under one roof would look
 * alike too. `bits` is their sum, the log₂ odds.
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
  explain(first: number, second: number): PairExplanation;
};

/** The log₂ odds of a probability. */
export const bitsOf = (probability: number): number => Math.log2(probability / (1 - probability));

/** The probability that log₂ odds stand for. */
export const probabilityOf = (bits: number): number => 1 / (1 + 2 ** -bits);

/**
 * The share of pairs of relatives under one roof who bear one given name, at least: names are handed down, so it is not the chance of two strangers,
 * however rare the name. A judgement, not learnt: such pairs look like one person to any file that does not tell their birth dates.
 */
const logNamesakes = Math.log2(0.03);

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
  const fields = model.fields.map((field, at): WeighedField => {
    const { levels, ordered } = comparisonOf(field.kind);
    const column = table.columns[at];
    return {
      ...field,
      same: ordered.at(-1) ?? levels.length - 1,
      logMatch: field.match.map(Math.log2),
      logStranger: field.stranger.map(Math.log2),
      logRelative: field.relative.map(Math.log2),
      shared: isSharedByRelatives(field.kind),
      chanceOf: logChanceOf(column?.hashes ?? [], frequencies[at], field.stranger[ordered.at(-1) ?? 0] ?? 1),
      column,
    };
  });
  const strangerShare = 1 - model.matchShare - model.relativeShare;
  const priorBits = Math.log2(model.matchShare / strangerShare);
  const relativePrior = Math.log2(model.relativeShare / strangerShare);
  const levels = new Uint8Array(fields.length);
  // Names in each other's place hide that the family name is the same, which it is among relatives too.
  const family = fields.find(({ kind }) => kind === 'familyName');
  const swapped = fields.find(({ kind }) => kind === 'givenName')?.logMatch.at(-1) ?? 0;
  const swappedRelative =
    swapped + (family?.logRelative[family.same] ?? 0) - (family?.logStranger[family.same] ?? 0);

  function weigh(
    first: number,
    second: number,
    each?: (at: number, level: number, bits: number) => void,
  ): [number, number] {
    comparer.compare(first, second, levels);
    let [bits, relative] = [priorBits, relativePrior];
    for (let at = 0; at < fields.length; at += 1) {
      const level = (levels[at] ?? 0) - 1;
      const field = fields[at];
      if (level < 0 || field === undefined) continue;
      const chance =
        level === field.same
          ? sameChance(field, field.column?.ids[first] ?? 0)
          : (field.logStranger[level] ?? 0);
      const added = (field.logMatch[level] ?? 0) - chance;
      bits += added;
      if (field.shared) relative += (field.logRelative[level] ?? 0) - chance;
      else if (field.kind === 'givenName' && level === field.same)
        relative += Math.max(0, logNamesakes - chance);
      else if (field.kind === 'givenName' && level > field.same) relative += swappedRelative;
      each?.(at, level, added);
    }
    return [bits, relative];
  }
  // Odds against strangers and relatives together: M ÷ (S + R) = (M ÷ S) ÷ (1 + R ÷ S).
  const takenOff = (relative: number) => -Math.log2(1 + 2 ** relative);
  const isHopeless = createHopeTest({ fields, priorBits, comparer });
  return {
    bitsOf(first, second, least) {
      if (least !== undefined && isHopeless(first, second, least)) return Number.NEGATIVE_INFINITY;
      const [bits, relative] = weigh(first, second);
      return bits + takenOff(relative);
    },
    explain(first, second) {
      const told: FieldWeight[] = [];
      const [bits, relative] = weigh(first, second, (at, level, added) =>
        told.push({ field: fields[at]?.name ?? '', level: fields[at]?.levels[level] ?? '', bits: added }),
      );
      const relativesBits = takenOff(relative);
      const total = bits + relativesBits;
      return { priorBits, fields: told, relativesBits, bits: total, probability: probabilityOf(total) };
    },
  };
}

type WeighedField = FieldModel & {
  readonly same: number;
  readonly logMatch: Float64Array;
  readonly logStranger: Float64Array;
  readonly logRelative: Float64Array;
  readonly shared: boolean;
  readonly column: Column | undefined;
  chanceOf(id: number): number;
};

/**
 * Says early that a pair stays below some odds: from the most that each field could add, lowered field by field as they are compared, those that
 * tell strangers apart best first. Most pairs that meet in a block are strangers and need two or three of ten comparisons.
 */
function createHopeTest(input: {
  readonly fields: readonly WeighedField[];
  readonly priorBits: number;
  readonly comparer: PairComparer;
}): (first: number, second: number, least: number) => boolean {
  const { fields, priorBits, comparer } = input;
  const added = fields.map((field) =>
    field.logMatch.map((log, level) => log - (field.logStranger[level] ?? 0)),
  );
  /** The most that two different values may add. A category's only other level is "differs". */
  const mostOther = fields.map((field, at) =>
    Math.max(...(added[at] ?? []).filter((_, level) => level !== field.same && level < field.same + 1)),
  );
  const fall = (at: number) => (mostOther[at] ?? 0) - (added[at]?.[0] ?? 0);
  const order = fields.map((_, at) => at).toSorted((a, b) => fall(b) - fall(a));
  return (first, second, least) => {
    if (comparer.mayBeSwapped(first, second)) return false;
    let most = priorBits;
    for (const [at, field] of fields.entries()) {
      const [a, b] = [field.column?.ids[first] ?? 0, field.column?.ids[second] ?? 0];
      if (a === 0 || b === 0) continue;
      if (a !== b) most += mostOther[at] ?? 0;
      else most += (field.logMatch[field.same] ?? 0) - sameChance(field, a);
    }
    if (most < least) return true;
    for (const at of order) {
      const ids = fields[at]?.column?.ids;
      const [a, b] = [ids?.[first] ?? 0, ids?.[second] ?? 0];
      if (a === 0 || b === 0 || a === b) continue;
      most += (added[at]?.[comparer.levelOf(at, a, b)] ?? 0) - (mostOther[at] ?? 0);
      if (most < least) return true;
    }
    return false;
  };
}

const sameChance = (field: WeighedField, id: number) =>
  field.kind === 'category' ? (field.logStranger[field.same] ?? 0) : field.chanceOf(id);

/** Log₂ of the chance that a stranger has this value: the share of the others that have it, and where there are none the least the file lets one say. */
function logChanceOf(
  hashes: readonly number[],
  frequencies: Frequencies | undefined,
  usual: number,
): (id: number) => number {
  const known = Math.max(1, frequencies?.known ?? 0);
  const least = Math.min(usual, 1 / known);
  const logs: number[] = [];
  return (id) => {
    let log = logs[id];
    if (log === undefined) {
      const count = frequencies?.counts.get(hashes[id] ?? 0) ?? 0;
      log = Math.log2(Math.max((count - 2) / known, least));
      logs[id] = log;
    }
    return log;
  };
}
