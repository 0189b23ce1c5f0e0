import { type Database, sql } from '#platform/database';

/** Two persons, the smaller first, with their log₂ odds of being one. */
export type Link = { readonly low: number; readonly high: number; readonly bits: number };

const columns = sql`low, high, bits::float8 as bits`;

/** The links of these persons, to anybody, at or above some odds. */
export async function linksOf(
  db: Database,
  modelId: number,
  personIds: readonly number[],
  leastBits = Number.NEGATIVE_INFINITY,
): Promise<Link[]> {
  if (personIds.length === 0) return [];
  const { rows } = await sql<Link>`
    select ${columns} from identify.match_link
    where low = any (${personIds}::bigint[]) and model_id = ${modelId} and bits >= ${leastBits}::float8
    union
    select ${columns} from identify.match_link
    where high = any (${personIds}::bigint[]) and model_id = ${modelId} and bits >= ${leastBits}::float8
  `.execute(db);
  return rows;
}

/** Makes these the only links of these persons. */
export async function replaceLinks(
  trx: Database,
  modelId: number,
  personIds: readonly number[],
  links: readonly Link[],
): Promise<void> {
  await sql`delete from identify.match_link
    where model_id = ${modelId} and low = any (${personIds}::bigint[])`.execute(trx);
  await sql`delete from identify.match_link
    where model_id = ${modelId} and high = any (${personIds}::bigint[])`.execute(trx);
  if (links.length === 0) return;
  await sql`
    insert into identify.match_link (model_id, low, high, bits)
    select ${modelId}, * from unnest(${links.map(({ low }) => low)}::bigint[], ${links.map(({ high }) => high)}::bigint[],
      ${links.map(({ bits }) => bits)}::real[])
  `.execute(trx);
}
