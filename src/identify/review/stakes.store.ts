import { type Database, sql } from '#platform/database';

export type Stake = { readonly personId: number; readonly netSales: string; readonly currency: string };

/** Everybody of the customers that some link from these odds on ties to another customer. */
export async function personsAtStake(db: Database, modelId: number, fromBits: number): Promise<number[]> {
  const { rows } = await sql<{ id: number }>`
    with waiting as (
      select coalesce(a.customer_id, l.low) as one, coalesce(b.customer_id, l.high) as other
      from identify.match_link l
      left join identify.customer_of a on a.person_id = l.low
      left join identify.customer_of b on b.person_id = l.high
      where l.model_id = ${modelId} and l.bits >= ${fromBits}::float8
    ), customer as (select one as id from waiting where one <> other union select other from waiting where one <> other)
    select id from customer union select o.person_id from customer join identify.customer_of o on o.customer_id = customer.id
  `.execute(db);
  return rows.map(({ id }) => id);
}

/** Makes these the only stakes. */
export async function replaceStakes(trx: Database, stakes: readonly Stake[]): Promise<void> {
  await sql`delete from identify.match_stake`.execute(trx);
  for (let from = 0; from < stakes.length; from += 50_000) {
    const some = stakes.slice(from, from + 50_000);
    await sql`
      insert into identify.match_stake (person_id, net_sales, currency)
      select * from unnest(${some.map(({ personId }) => personId)}::bigint[],
        ${some.map(({ netSales }) => netSales)}::numeric[], ${some.map(({ currency }) => currency)}::text[])
    `.execute(trx);
  }
}
