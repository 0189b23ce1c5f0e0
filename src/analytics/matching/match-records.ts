import { createAtoms } from './blocking/atom-codes.ts';
import type { BlockingKey } from './blocking/blocking-key.ts';
import { type Blocks, buildBlocks } from './blocking/build-blocks.ts';
import { indexBlocks, sharedKeys, visitPairs } from './blocking/candidate-pairs.ts';
import { chooseKeys } from './blocking/choose-keys.ts';
import { estimateMissed } from './blocking/estimate-missed.ts';
import { type Clusters, clusterLinks, type Links } from './clusters/cluster-links.ts';
import { certainPairs, forbidden } from './clusters/rules.ts';
import { createLinkList } from './clusters/link-list.ts';
import { type LabelledPair, learnModel } from './model/learn-model.ts';
import type { MatchModel } from './model/match-model.ts';
import { createComparer } from './model/pair-comparer.ts';
import { bitsOf, createScorer, type PairScorer } from './model/pair-scorer.ts';
import type { RecordTable } from './records/record-table.ts';
import { runTurns, type Turns } from './turns.ts';

/** The bands: at or above `merge` two records are one person, between the two somebody should look, below `review` they are apart. */
export type Bands = { readonly merge: number; readonly review: number };

export const usualBands: Bands = { merge: 0.8, review: 0.1 };

/** What one key did, and what it left out because too many records agreed on it. */
export type KeyReport = {
  readonly name: string;
  readonly largestBlock: number;
  readonly splitBlocks: number;
  readonly skippedBlocks: number;
  readonly skippedRecords: number;
};

export type BlockingReport = {
  readonly keys: readonly KeyReport[];
  readonly candidatePairs: number;
  readonly totalPairs: number;
  /** Matches that share no key, at least (Chao), and the share of all matches that the keys bring together at most. */
  readonly missedMatchesAtLeast: number;
  readonly recallAtMost: number;
};

/** Who is who in a file; records are those of the arranged table. */
export type Matching = {
  readonly model: MatchModel;
  readonly keys: readonly BlockingKey[];
  readonly scorer: PairScorer;
  readonly links: Links;
  readonly clusters: Clusters;
  readonly blocking: BlockingReport;
  readonly rounds: number;
};

/** Pairs a record that blocking may cost, less as files grow. */
const pairsOf = (records: number) => Math.max(30 * records, Math.min(300 * records, 5_000_000));
/** Records of one block at most. */
export const blockSizeMax = 200;

/** Everything of a matching but the clusters. */
export type FoundLinks = Omit<Matching, 'clusters'>;

type Input = {
  readonly table: RecordTable;
  readonly bands?: Bands;
  readonly side?: Uint8Array;
  /** Pairs that people decided: they teach what matches agree on. */
  readonly labels?: readonly LabelledPair[];
};

/**
 * Finds the records of one person: keys are chosen and blocks built, a model is learnt without labels from what records that meet agree on, every
 * pair that meets is weighed, and strong links make clusters. The table must be arranged (`arrangeRecords`). With `side`, records are linked across two
 * files only. Costs by the pairs that meet, never by all pairs.
 */
export function matchRecords(input: Input): Matching {
  const { table, bands = usualBands } = input;
  const found = runTurns(findLinks(input));
  const clusters = clusterLinks({
    records: table.count,
    links: found.links,
    leastBits: bitsOf(bands.merge),
    bitsBetween: found.scorer.bitsBetween,
    certain: certainPairs(table),
    forbids: forbidden(table),
  });
  return { ...found, clusters };
}

/** As `matchRecords`, in turns and without clusters: for who must let others work meanwhile, and makes clusters by rules of its own. */
export function* findLinks({ table, side, labels, bands = usualBands }: Input): Turns<FoundLinks> {
  const atoms = createAtoms(table);
  yield;
  const keys = chooseKeys(table, atoms, pairsOf(table.count) / 16);
  const blocks: Blocks[] = [];
  for (const key of keys) {
    yield;
    blocks.push(buildBlocks({ table, key, refiners: atoms, sizeMax: blockSizeMax }));
  }
  const blockIds = indexBlocks(blocks, table.count);
  const comparer = createComparer(table);
  const learnt = yield* learnModel({ table, blocks, blockIds, comparer, side, labels });
  const scorer = createScorer(table, learnt.model, comparer);
  const links = createLinkList();
  const [reviewBits, mergeBits] = [bitsOf(bands.review), bitsOf(bands.merge)];
  const metBy: number[] = [];
  yield* visitPairs({
    blocks,
    blockIds,
    side,
    visit(first, second) {
      const bits = scorer.bitsOf(first, second, reviewBits);
      if (bits < reviewBits) return;
      links.add(first, second, bits);
      if (bits < mergeBits) return;
      const shared = sharedKeys(blockIds, first, second);
      metBy[shared] = (metBy[shared] ?? 0) + 1;
    },
  });
  return {
    model: learnt.model,
    keys,
    scorer,
    links: links.finish(),
    rounds: learnt.rounds,
    blocking: reportOf(blocks, learnt, metBy),
  };
}

function reportOf(
  blocks: readonly Blocks[],
  { candidates, totalPairs }: { readonly candidates: number; readonly totalPairs: number },
  metBy: readonly number[],
): BlockingReport {
  const matches = metBy.reduce((sum, count) => sum + count, 0);
  const missed = estimateMissed(metBy);
  return {
    keys: blocks.map((one) => ({
      name: one.key.name,
      largestBlock: largest(one.starts),
      splitBlocks: one.key.splits.size,
      skippedBlocks: one.key.skipped.size,
      skippedRecords: one.skippedRecords,
    })),
    candidatePairs: candidates,
    totalPairs,
    missedMatchesAtLeast: missed,
    recallAtMost: matches === 0 ? 1 : matches / (matches + missed),
  };
}

function largest(starts: Int32Array): number {
  let most = 0;
  for (let block = 1; block < starts.length; block += 1)
    most = Math.max(most, (starts[block] ?? 0) - (starts[block - 1] ?? 0));
  return most;
}
