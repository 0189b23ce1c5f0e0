import { type Database, sql } from '#platform/database';

/** A person as she was last matched. */
export type MatchedPerson = {
  readonly personId: number;
  readonly particulars: string;
  readonly blocks: readonly number[];
};

/** These persons as they were last matched under a model; those never matched are left out. */
export async function readMatched(
  db: Database,
  modelId: number,
  personIds: readonly number[],
): Promise<Map<number, MatchedPerson>> {
  if (personIds.length === 0) return new Map();
  const { rows } = await sql<MatchedPerson>`
    select person_id as "personId", particulars, blocks from identify.match_person
    where person_id = any (${personIds}::bigint[]) and model_id = ${modelId}
  `.execute(db);
  return new Map(rows.map((row) => [row.personId, row]));
}

/** Writes persons as they are matched now; those with nothing to compare have no row. */
export async function writeMatched(
  trx: Database,
  modelId: number,
  persons: readonly MatchedPerson[],
): Promise<void> {
  if (persons.length === 0) return;
  await sql`
    delete from identify.match_person
    where person_id = any (${persons.map(({ personId }) => personId)}::bigint[]) and model_id = ${modelId}
  `.execute(trx);
  const kept = persons.filter(({ particulars }) => particulars !== '');
  await sql`
    insert into identify.match_person (person_id, model_id, particulars, blocks)
    select person_id, ${modelId}, particulars, blocks::int[]
    from unnest(${kept.map(({ personId }) => personId)}::bigint[], ${kept.map(({ particulars }) => particulars)}::text[],
      ${kept.map(({ blocks }) => `{${blocks.join()}}`)}::text[]) as written (person_id, particulars, blocks)
  `.execute(trx);
}

/** Removes persons and their links, under every model. */
export async function deleteMatched(trx: Database, personIds: readonly number[]): Promise<void> {
  await sql`delete from identify.match_person where person_id = any (${personIds}::bigint[])`.execute(trx);
  await sql`delete from identify.match_link where low = any (${personIds}::bigint[])`.execute(trx);
  await sql`delete from identify.match_link where high = any (${personIds}::bigint[])`.execute(trx);
}

/** Who lies under each of these blocks, `limit` at most of each. */
export async function membersOfBlocks(
  trx: Database,
  blocks: readonly number[],
  limit: number,
): Promise<Map<number, number[]>> {
  // What was written lately waits in a list that every search reads whole; blocks are looked up by the thousand.
  await sql`select gin_clean_pending_list('identify.match_person_by_block')`.execute(trx);
  await sql`set local enable_seqscan = off`.execute(trx);
  const { rows } = await sql<{ block: number; members: number[] }>`
    select asked.block, array(
      select p.person_id from identify.match_person p where p.blocks @> array[asked.block] limit ${limit}) as members
    from unnest(${blocks}::int[]) as asked (block)
  `.execute(trx);
  await sql`set local enable_seqscan = on`.execute(trx);
  return new Map(rows.map(({ block, members }) => [block, members.map(Number)]));
}

/** Which of these blocks are marked as crowded. */
export async function crowdedAmong(
  trx: Database,
  modelId: number,
  blocks: readonly number[],
): Promise<Set<number>> {
  const { rows } = await sql<{ block: number }>`
    select block from identify.match_crowded where model_id = ${modelId} and block = any (${blocks}::int[])
  `.execute(trx);
  return new Set(rows.map(({ block }) => block));
}

export async function markBlocks(
  trx: Database,
  modelId: number,
  change: { readonly crowded: readonly number[]; readonly open: readonly number[] },
): Promise<void> {
  await sql`
    insert into identify.match_crowded (model_id, block)
    select ${modelId}, block from unnest(${change.crowded}::int[]) as block on conflict do nothing
  `.execute(trx);
  await sql`
    delete from identify.match_crowded where model_id = ${modelId} and block = any (${change.open}::int[])
  `.execute(trx);
}
