import { type Database, sql } from '#platform/database';

/** Pairs of one band of probability: how many links, how many people decided, how many of these are one person. */
export type BandCount = {
  readonly band: number;
  readonly pairs: number;
  readonly expected: number;
  readonly labelled: number;
  readonly same: number;
};

/** Counts the links under a model, and the labels among them, by bands of odds that begin at each of `fromBits` (ascending). */
export async function countBands(
  db: Database,
  modelId: number,
  fromBits: readonly number[],
): Promise<BandCount[]> {
  const { rows } = await sql<BandCount>`
    select width_bucket(l.bits::float8, ${fromBits}::float8[]) - 1 as band, count(*) as pairs,
           avg(1 / (1 + power(2::float8, -l.bits::float8))) as expected,
           count(v.verdict) as labelled, count(*) filter (where v.verdict = 'same') as same
    from identify.match_link l
    left join (
      select v.low, v.high, v.verdict from identify.match_verdict v join identify.match_decision d using (low, high, act_id)
      where d.probability is not null and v.verdict <> 'unsure'
    ) v on v.low = l.low and v.high = l.high
    where l.model_id = ${modelId} and l.bits >= ${fromBits[0] ?? 0}::float8
    group by 1 order by 1
  `.execute(db);
  return rows;
}

/** Blocks that tell nothing because too many persons share them, who lies in one, and who lies in no other. */
export type CrowdedCounts = {
  readonly blocks: number;
  readonly persons: number;
  readonly unreachable: number;
};

/** Counts what crowded blocks leave out under a model. Looks at those persons only who lie in one. */
export async function countCrowded(db: Database, modelId: number): Promise<CrowdedCounts> {
  const { rows } = await sql<CrowdedCounts>`
    with crowded as (select array_agg(block) as blocks from identify.match_crowded where model_id = ${modelId})
    select coalesce(cardinality(c.blocks), 0) as blocks, count(p.person_id) as persons,
           count(p.person_id) filter (where p.blocks <@ c.blocks) as unreachable
    from crowded c left join identify.match_person p on p.blocks && c.blocks and p.model_id = ${modelId}
    group by c.blocks
  `.execute(db);
  return rows[0] ?? { blocks: 0, persons: 0, unreachable: 0 };
}
