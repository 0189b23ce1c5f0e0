import { bitsOf } from '#analytics/matching';
import { findModelInForce, type ModelSummary, readMatchingSettings } from '#identify/matching';
import type { Database } from '#platform/database';
import type { QualityReply } from './api.ts';
import { countBands, countCrowded } from './quality.store.ts';
import { missingLooks, shareOfTotals, stratifiedTotal } from './stratified-share.ts';

const confidence = 0.95;

/**
 * How good matching is here, from what people decided: precision of the pairs joined by themselves, recall among the pairs compared. Decisions are
 * a sample of each band of probability, weighed by how many pairs the band holds; pairs that blocking never brought together are in no band.
 * A share is null while some band was looked at fewer than five times.
 */
export async function estimateQuality(db: Database): Promise<QualityReply> {
  const { reviewFrom, mergeFrom } = await readMatchingSettings(db);
  const model = await findModelInForce(db);
  const edges = [reviewFrom, 0.3, 0.5, 0.7, 0.9, 0.99, mergeFrom]
    .filter((edge) => edge >= reviewFrom)
    .toSorted((a, b) => a - b);
  const from = [...new Set(edges)];
  const counts = model === undefined ? [] : await countBands(db, model.modelId, from.map(bitsOf));
  const bands = from.map((edge, at) => {
    const found = counts.find(({ band }) => band === at);
    return {
      ...{ from: edge, to: from[at + 1] ?? 1, pairs: found?.pairs ?? 0, labelled: found?.labelled ?? 0 },
      ...{ same: found?.same ?? 0, expected: found?.expected ?? 0 },
    };
  });
  const strata = (wanted: typeof bands) =>
    wanted.map(({ pairs, labelled, same }) => ({ all: pairs, seen: labelled, counted: same }));
  const joined = strata(bands.filter((band) => band.from >= mergeFrom));
  const apart = strata(bands.filter((band) => band.from < mergeFrom));
  const pairsJoined = joined.reduce((sum, { all }) => sum + all, 0);
  const trueJoined = stratifiedTotal(joined, confidence);
  const falseJoined = stratifiedTotal(
    joined.map(({ all, seen, counted }) => ({ all, seen, counted: seen - counted })),
    confidence,
  );
  const tellsPrecision = pairsJoined > 0 && missingLooks(joined) === 0;
  const tellsRecall = tellsPrecision && missingLooks(apart) === 0;
  return {
    ...{ confidence, bands },
    precision: tellsPrecision
      ? {
          value: trueJoined.value / pairsJoined,
          low: Math.max(0, 1 - falseJoined.high / pairsJoined),
          high: Math.min(1, trueJoined.high / pairsJoined),
        }
      : null,
    recall: tellsRecall ? shareOfTotals(trueJoined, stratifiedTotal(apart, confidence)) : null,
    labelsMissing: missingLooks([...joined, ...apart]),
    blocking: model === undefined ? null : await leftOut(db, model),
  };
}

/** What blocking leaves out: what the model's own report says of when it was learnt, and the blocks that became crowded since. */
async function leftOut(db: Database, { modelId, report }: ModelSummary): Promise<QualityReply['blocking']> {
  const { blocks, persons, unreachable } = await countCrowded(db, modelId);
  const { recallAtMost, missedMatchesAtLeast } = report;
  return {
    ...{ recallAtMost, missedMatchesAtLeast },
    ...{ crowdedBlocks: blocks, crowdedRecords: persons, unreachableRecords: unreachable },
  };
}
