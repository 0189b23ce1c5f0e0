import { integer, namedStream, createStream } from '#analytics/random';
import { type BlockIds, sharedKeys, visitPairs } from '../blocking/candidate-pairs.ts';
import type { Blocks } from '../blocking/build-blocks.ts';
import type { RecordTable } from '../records/record-table.ts';
import type { Turns } from '../turns.ts';
import { type EstimatedModel, estimateModel, type Labels } from './estimate-model.ts';
import type { PairComparer } from './pair-comparer.ts';
import { modelled } from './match-model.ts';
import { createPatternCounter, type PatternCounts } from './pattern-counts.ts';
import { createPairSampler } from './sample-pairs.ts';

/** Random pairs: forty a record, within these. */
const randomPairs = { least: 50_000, most: 150_000 };
const candidatePairs = 150_000;
/** Keys that bring two records together from which they are likely to be one person. */
const alikeFrom = 3;
const drawsATurn = 2_000;

/** Two records of which people decided whether they are one person. */
export type LabelledPair = { readonly first: number; readonly second: number; readonly same: boolean };

function countLabels(
  { table, comparer }: Pick<Parameters<typeof learnModel>[0], 'table' | 'comparer'>,
  labels: readonly LabelledPair[],
): Labels {
  const levels = new Uint8Array(table.columns.length);
  const count = (wanted: boolean) => {
    const counter = createPatternCounter(table.columns.length);
    for (const { first, second, same } of labels) {
      if (same !== wanted) continue;
      comparer.compare(first, second, levels);
      counter.add(levels);
    }
    return counter.finish();
  };
  return { same: count(true), different: count(false) };
}

/** Draws pairs, counts what they agree on, and learns the model of a file. The records must be arranged: what is drawn depends on nothing else. */
export function* learnModel(input: {
  readonly table: RecordTable;
  readonly blocks: readonly Blocks[];
  readonly blockIds: BlockIds;
  readonly comparer: PairComparer;
  readonly side?: Uint8Array | undefined;
  readonly labels?: readonly LabelledPair[] | undefined;
}): Turns<EstimatedModel & { readonly candidates: number; readonly totalPairs: number }> {
  const { table, side } = input;
  const right = side?.reduce((sum, one) => sum + one, 0) ?? 0;
  const totalPairs =
    side === undefined ? (table.count * (table.count - 1)) / 2 : right * (table.count - right);
  const candidates = yield* countCandidates(input);
  const random = yield* countRandom(input, totalPairs);
  const estimated = yield* estimateModel({
    fields: table.columns.map(({ field }) => modelled(field)),
    candidates: candidates.counts,
    random,
    labels: input.labels && countLabels(input, input.labels),
    totalPairs,
    matchesGuessed: table.count / 5,
  });
  return { ...estimated, candidates: candidates.pairs, totalPairs };
}

/**
 * What pairs that share a block agree on. Pairs brought together by several keys are few, and the matches are among them: all of these count, as
 * far as they go; of the many that one or two keys brought together some stand for the others.
 */
function* countCandidates(
  input: Parameters<typeof learnModel>[0],
): Turns<{ counts: PatternCounts; pairs: number }> {
  const few = createPairSampler(candidatePairs);
  const several = createPairSampler(candidatePairs);
  let pairs = 0;
  yield* visitPairs({
    ...input,
    visit(first, second) {
      pairs += 1;
      const sampler = sharedKeys(input.blockIds, first, second) < alikeFrom ? few : several;
      sampler.add(first, second);
    },
  });
  const counter = createPatternCounter(input.table.columns.length);
  const levels = new Uint8Array(input.table.columns.length);
  for (const { first, second, standFor } of [several.finish(), few.finish()])
    for (let at = 0; at < first.length; at += 1) {
      if (at % drawsATurn === 0) yield;
      input.comparer.compare(first[at] ?? 0, second[at] ?? 0, levels);
      counter.add(levels, standFor);
    }
  return { counts: counter.finish(), pairs };
}

function* countRandom(input: Parameters<typeof learnModel>[0], totalPairs: number): Turns<PatternCounts> {
  const { table, side } = input;
  const random = namedStream(createStream('matching'), 'strangers');
  const counter = createPatternCounter(table.columns.length);
  const levels = new Uint8Array(table.columns.length);
  const drawable = Math.max(randomPairs.least, Math.min(randomPairs.most, 40 * table.count));
  const wanted = Math.min(drawable, 2 * totalPairs);
  for (let drawn = 0; drawn < wanted; ) {
    const first = integer(random, 0, table.count - 1);
    const second = integer(random, 0, table.count - 1);
    if (first === second) continue;
    drawn += 1;
    if (drawn % drawsATurn === 0) yield;
    if (side !== undefined && side[first] === side[second]) continue;
    input.comparer.compare(first, second, levels);
    counter.add(levels);
  }
  return counter.finish();
}
