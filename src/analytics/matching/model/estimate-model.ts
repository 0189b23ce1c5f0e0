import { comparisonOf } from '../fields/comparison-of.ts';
import type { FieldKind } from '../fields/field-kind.ts';
import {
  initialModel,
  type MatchModel,
  type ModelledField,
  ofRelatives,
  relativeStart,
  usualMoved,
} from './match-model.ts';
import type { Turns } from '../turns.ts';
import type { PatternCounts } from './pattern-counts.ts';

const roundsMost = 300;
/** Pairs that the usual levels weigh as, so that a file with few duplicates does not learn from chance. */
const usualPairs = 12;

export type EstimatedModel = { readonly model: MatchModel; readonly rounds: number };

/**
 * Learns a model without labels, by expectation–maximisation (Dempster, Laird & Rubin 1977; Winkler 1988) over the combinations of levels met.
 * `random` pairs are drawn from all pairs and teach what strangers agree on by chance; `candidates` are the pairs that share a block (counts
 * scaled to all of them) and teach what matches and relatives agree on. Pairs that share no block are taken to be strangers,
 * so shares are of all `totalPairs` and what was blocked on is not overrated. Fields are taken as independent within a class;
 * the class of relatives is there because between strangers they are not. Costs by combinations, not by pairs.
 */
export function* estimateModel(input: {
  readonly fields: readonly ModelledField[];
  readonly candidates: PatternCounts;
  readonly random: PatternCounts;
  readonly totalPairs: number;
  readonly matchesGuessed: number;
  readonly labels?: Labels | undefined;
}): Turns<EstimatedModel> {
  const { fields, random, totalPairs } = input;
  const candidates = withLabels(input.candidates, input.labels);
  const floor = Math.min(0.01, input.matchesGuessed / totalPairs);
  let model = initialModel({ fields, stranger: levelShares(fields, random, () => 1), matchShare: floor });
  for (let round = 1; ; round += 1) {
    const next = improve(model, candidates, random, totalPairs);
    const moved = largestMove(model, next);
    model = next;
    yield;
    if (moved < 1e-5 || round === roundsMost) return { model: inOrder(model), rounds: round };
  }
}

/** What pairs agree on that people decided to be one person, and not to be. */
export type Labels = { readonly same: PatternCounts; readonly different: PatternCounts };

/** Combinations with, for each, whether people decided it: 1 one person, −1 not, 0 nobody did. */
type Known = PatternCounts & { readonly decided: Int8Array };

function withLabels(candidates: PatternCounts, labels: Labels | undefined): Known {
  const all = labels === undefined ? [candidates] : [candidates, labels.same, labels.different];
  const values = (of: (counts: PatternCounts) => Iterable<number>) =>
    all.flatMap((counts) => [...of(counts)]);
  const verdicts = [0, 1, -1];
  return {
    fields: candidates.fields,
    patterns: Uint8Array.from(values(({ patterns }) => patterns)),
    counts: Float64Array.from(values(({ counts }) => counts)),
    decided: Int8Array.from(all.flatMap(({ counts }, at) => Array.from(counts, () => verdicts[at] ?? 0))),
  };
}

/** Probabilities that a combination of levels is of a match at one home, of one moved, of relatives; the rest is of strangers. */
function classShares(model: MatchModel, patterns: Uint8Array, from: number): [number, number, number] {
  let match = Math.log(model.matchShare * (1 - model.movedShare));
  let moved = Math.log(model.matchShare * model.movedShare);
  let relative = Math.log(model.relativeShare);
  let stranger = Math.log(1 - model.matchShare - model.relativeShare);
  for (let at = 0; at < model.fields.length; at += 1) {
    const field = model.fields[at];
    const level = (patterns[from + at] ?? 0) - 1;
    if (level < 0 || field === undefined) continue;
    const [ofMatch, ofStranger] = [Math.log(field.match[level] ?? 1), Math.log(field.stranger[level] ?? 1)];
    match += ofMatch;
    moved += field.atHome === true ? ofStranger : ofMatch;
    relative += Math.log(field.relative[level] ?? 1);
    stranger += ofStranger;
  }
  const most = Math.max(match, moved, relative, stranger);
  const [h, m, r] = [Math.exp(match - most), Math.exp(moved - most), Math.exp(relative - most)];
  const sum = h + m + r + Math.exp(stranger - most);
  return [h / sum, m / sum, r / sum];
}

/** How likely each combination is each class: of matches all and those at one home, of relatives; and the pairs of each. */
function expect(model: MatchModel, { counts, patterns, fields, decided }: Known) {
  const [matches, atHome, relatives] = [0, 0, 0].map(() => new Float64Array(counts.length));
  const pairs = { matches: 0, moved: 0, relatives: 0 };
  for (let row = 0; row < counts.length; row += 1) {
    const [home, moved, relative] = classShares(model, patterns, row * fields);
    const match = home + moved;
    const verdict = decided[row] ?? 0;
    const isMatch = verdict === 0 ? match : Math.max(0, verdict);
    if (matches !== undefined) matches[row] = isMatch;
    if (atHome !== undefined) atHome[row] = match === 0 ? 0 : (isMatch * home) / match;
    if (relatives !== undefined)
      relatives[row] = verdict === 0 ? relative : verdict > 0 ? 0 : relative / Math.max(1e-9, 1 - match);
    const count = counts[row] ?? 0;
    if (verdict !== 0) continue;
    pairs.matches += match * count;
    pairs.moved += moved * count;
    pairs.relatives += relative * count;
  }
  return { matches, atHome, relatives, pairs };
}

function improve(
  model: MatchModel,
  candidates: Known,
  random: PatternCounts,
  totalPairs: number,
): MatchModel {
  const { matches, atHome, relatives, pairs } = expect(model, candidates);
  const byStrangers = (row: number) => {
    const [home, moved, relative] = classShares(model, random.patterns, row * random.fields);
    return 1 - home - moved - relative;
  };
  const stranger = levelShares(model.fields, random, byStrangers);
  const usual = (kind: FieldKind) => Float64Array.from(comparisonOf(kind).usual);
  const match = levelShares(
    model.fields,
    candidates,
    (row, at) => (model.fields[at]?.atHome === true ? atHome : matches)?.[row] ?? 0,
    usual,
  );
  const relative = levelShares(
    model.fields,
    candidates,
    (row) => relatives?.[row] ?? 0,
    (kind, at) => {
      const ofStrangers = stranger[at] ?? new Float64Array(0);
      return ofRelatives(kind, relativeStart(kind, usual(kind), ofStrangers), ofStrangers);
    },
  );
  const fields = model.fields.map((field, at) => ({
    ...field,
    match: match[at] ?? field.match,
    stranger: stranger[at] ?? field.stranger,
    relative: ofRelatives(field.kind, relative[at] ?? field.relative, stranger[at] ?? field.stranger),
  }));
  const atLeast = 1e-3 / totalPairs;
  const share = (sum: number) => Math.min(0.4, Math.max(sum / totalPairs, atLeast));
  const movedShare =
    model.movedShare && (pairs.moved + usualMoved * usualPairs) / (pairs.matches + usualPairs);
  return { fields, matchShare: share(pairs.matches), relativeShare: share(pairs.relatives), movedShare };
}

/** Share of each level among the weighed pairs that know the field, over a prior of some pairs (without one, of half a pair a level). */
function levelShares(
  fields: readonly { readonly kind: FieldKind }[],
  { patterns, counts, fields: width }: PatternCounts,
  weightOf: (row: number, at: number) => number,
  priorOf?: (kind: FieldKind, at: number) => Float64Array,
): Float64Array[] {
  const sums = fields.map(({ kind }, at) => {
    const levels = comparisonOf(kind).levels.length;
    return priorOf?.(kind, at).map((share) => share * usualPairs) ?? new Float64Array(levels).fill(0.5);
  });
  for (let row = 0; row < counts.length; row += 1) {
    const count = counts[row] ?? 0;
    for (const [at, sum] of sums.entries()) {
      const level = (patterns[row * width + at] ?? 0) - 1;
      if (level >= 0) sum[level] = (sum[level] ?? 0) + weightOf(row, at) * count;
    }
  }
  return sums.map((sum) => {
    const total = sum.reduce((all, one) => all + one, 0);
    return sum.map((one) => Math.max(one / total, 1e-9));
  });
}

function largestMove(before: MatchModel, after: MatchModel): number {
  let most = Math.abs(Math.log(after.matchShare / before.matchShare));
  for (const [at, field] of after.fields.entries())
    for (const [level, share] of field.match.entries())
      most = Math.max(most, Math.abs(share - (before.fields[at]?.match[level] ?? 0)));
  return most;
}

/** A better level never weighs less than a worse one: neighbours out of order share what they have (pool adjacent violators). */
function inOrder(model: MatchModel): MatchModel {
  const fields = model.fields.map((field) => {
    const match = field.match.slice();
    const pools: { levels: number[]; match: number; stranger: number }[] = [];
    for (const level of comparisonOf(field.kind).ordered) {
      pools.push({ levels: [level], match: field.match[level] ?? 0, stranger: field.stranger[level] ?? 0 });
      for (;;) {
        const [below, last] = [pools.at(-2), pools.at(-1)];
        if (below === undefined || last === undefined) break;
        if (below.match * last.stranger <= last.match * below.stranger) break;
        pools.splice(-2, 2, {
          levels: [...below.levels, ...last.levels],
          match: below.match + last.match,
          stranger: below.stranger + last.stranger,
        });
      }
    }
    for (const pool of pools)
      for (const level of pool.levels)
        match[level] = ((field.stranger[level] ?? 0) * pool.match) / pool.stranger;
    return { ...field, match };
  });
  return { ...model, fields };
}
