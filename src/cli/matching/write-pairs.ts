import { createWriteStream } from 'node:fs';
import { pipeline } from 'node:stream/promises';
import type { Matching } from '#analytics/matching';
import { csvLine } from '../../platform/csv/index.ts';

/**
 * Writes the pairs held to be one person, and those to be looked at, each with its probability and what every field says of it in bits.
 * `nameOf` names a record of the arranged table. With `side`, only pairs across the two files.
 */
export async function writePairs(input: {
  readonly file: string;
  readonly matching: Matching;
  readonly nameOf: (record: number) => string;
  readonly side: Uint8Array | undefined;
}): Promise<void> {
  const { matching, nameOf, side } = input;
  const fields = matching.model.fields.map(({ name }) => name);
  const head = ['record', 'other', 'decision', 'probability', 'bits', 'prior', ...fields, 'relatives'];
  const line = (first: number, second: number, decision: string) => {
    const told = matching.scorer.explain(first, second);
    const weights = fields.map((name) => told.fields.find(({ field }) => field === name));
    return csvLine(
      [
        nameOf(first),
        nameOf(second),
        decision,
        told.probability.toFixed(6),
        told.bits.toFixed(2),
        told.priorBits.toFixed(2),
        ...weights.map((weight) => (weight === undefined ? '' : `${weight.level} ${weight.bits.toFixed(2)}`)),
        told.relativesBits.toFixed(2),
      ],
      ',',
    );
  };
  function* lines() {
    yield csvLine(head, ',');
    for (const [first, second] of pairsOfClusters(matching.clusters.clusterOf, side))
      yield line(first, second, 'merge');
    const { first, second } = matching.links;
    for (const [at, one] of first.entries()) {
      const other = second[at] ?? 0;
      if (matching.clusters.clusterOf[one] !== matching.clusters.clusterOf[other])
        yield line(one, other, 'review');
    }
  }
  await pipeline(lines(), createWriteStream(input.file));
}

function* pairsOfClusters(clusterOf: Int32Array, side?: Uint8Array): Generator<readonly [number, number]> {
  const members = new Map<number, number[]>();
  for (const [record, cluster] of clusterOf.entries()) {
    const known = members.get(cluster);
    if (known === undefined) members.set(cluster, [record]);
    else known.push(record);
  }
  for (const records of members.values())
    for (const [place, first] of records.entries())
      for (const second of records.slice(place + 1))
        if (side === undefined || side[first] !== side[second]) yield [first, second];
}
