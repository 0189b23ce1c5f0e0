import {
  arrangeRecords,
  type Matching,
  matchRecords,
  measureClusters,
  pairsWithin,
} from '#analytics/matching';
import { isRefusal, type Outcome } from '../../platform/errors/index.ts';
import { readMatchingMapping } from './matching-mapping.ts';
import { readRecords } from './read-records.ts';
import { writePairs } from './write-pairs.ts';

export type TryMatching = {
  readonly files: readonly string[];
  readonly mapping: string;
  readonly truth?: string | undefined;
  readonly threshold?: number | undefined;
  readonly pairs?: string | undefined;
};

/** What `chacun matching try --json` prints. */
export type TriedMatching = {
  readonly records: number;
  /** Pairs of records held to be one person; of two files, across them. */
  readonly pairs: number;
  /** People, those with one record included. */
  readonly clusters: number;
  readonly seconds: number;
  readonly peakMemoryMegabytes: number;
  readonly truePairs?: number;
  readonly precision?: number;
  readonly recall?: number;
  readonly f1?: number;
};

/** Matches the records of one file, or links those of two, and measures the result when the truth is known. Stores nothing but the list of pairs asked for. */
export async function tryMatching(
  input: TryMatching,
): Promise<Outcome<{ readonly answer: TriedMatching; readonly matching: Matching }>> {
  const started = performance.now();
  const mapping = await readMatchingMapping(input.mapping);
  if (isRefusal(mapping)) return mapping;
  const records = await readRecords({ files: input.files, mapping, truth: input.truth });
  if (isRefusal(records)) return records;
  const { table } = records;
  const linking = input.files.length > 1;
  const sideOf = Uint8Array.from(records.names, (_, at) => (at < records.firstFileRecords ? 0 : 1));
  const places = arrangeRecords(table, linking ? sideOf : undefined);
  const side = linking ? Uint8Array.from(places, (place) => sideOf[place] ?? 0) : undefined;
  const merge = input.threshold;
  const matching = matchRecords({
    table,
    ...(merge === undefined ? {} : { bands: { merge, review: Math.min(0.1, merge / 2) } }),
    ...(side === undefined ? {} : { side }),
  });
  const { clusterOf } = matching.clusters;
  const seconds = (performance.now() - started) / 1000;
  const quality =
    input.truth === undefined
      ? undefined
      : measureClusters(
          clusterOf,
          Int32Array.from(places, (place) => records.entities[place] ?? -1),
          side,
        );
  if (input.pairs !== undefined) {
    const nameOf = (record: number) => records.names[places[record] ?? 0] ?? '';
    await writePairs({ file: input.pairs, matching, nameOf, side });
  }
  const answer = {
    records: table.count,
    pairs: pairsWithin(clusterOf, undefined, side),
    clusters: clusterOf.reduce((sum, cluster, record) => sum + (cluster === record ? 1 : 0), 0),
    seconds: Number(seconds.toFixed(3)),
    peakMemoryMegabytes: Math.round(process.resourceUsage().maxRSS / 1024),
    ...(quality === undefined
      ? {}
      : {
          truePairs: quality.truePairs,
          precision: quality.precision,
          recall: quality.recall,
          f1: quality.f1,
        }),
  };
  return { answer, matching };
}
