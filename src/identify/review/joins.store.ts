import { type Database, sql } from '#platform/database';

/** Two persons of one customer. */
export type Joined = { readonly low: number; readonly high: number; readonly customerId: number };

/** Links of a range of odds whose persons are one customer. */
export async function joinedByLinks(
  db: Database,
  range: { readonly modelId: number; readonly fromBits: number; readonly belowBits: number },
): Promise<Joined[]> {
  const { rows } = await sql<Joined>`
    select l.low, l.high, coalesce(a.customer_id, l.low) as "customerId"
    from identify.match_link l
    left join identify.customer_of a on a.person_id = l.low
    left join identify.customer_of b on b.person_id = l.high
    where l.model_id = ${range.modelId} and l.bits >= ${range.fromBits}::float8 and l.bits < ${range.belowBits}::float8
      and coalesce(a.customer_id, l.low) = coalesce(b.customer_id, l.high)
    order by 3, 1, 2
  `.execute(db);
  return rows;
}

/** Pairs accepted in bulk on a model's word that still hold. */
export async function joinedByAcceptance(db: Database, modelId: number): Promise<Joined[]> {
  const { rows } = await sql<Joined>`
    select v.low, v.high, coalesce(a.customer_id, v.low) as "customerId"
    from identify.match_act act join identify.match_verdict v using (act_id)
    left join identify.customer_of a on a.person_id = v.low
    left join identify.customer_of b on b.person_id = v.high
    where act.kind = 'accept' and act.scope ->> 'modelId' = ${String(modelId)} and v.verdict = 'same'
      and coalesce(a.customer_id, v.low) = coalesce(b.customer_id, v.high)
    order by 3, 1, 2
  `.execute(db);
  return rows;
}

/** Whoever of these persons an import was the first to say anything of. */
export async function broughtBy(
  db: Database,
  importId: number,
  personIds: readonly number[],
): Promise<Set<number>> {
  const { rows } = await sql<{ person: number }>`
    select person_id as person from identify.person_record where person_id = any (${personIds}::bigint[]) and import_id > 0
    group by person_id having min(import_id) = ${importId}
  `.execute(db);
  return new Set(rows.map(({ person }) => person));
}

/** Pairs of one customer of which an import was the first to say anything of one, `brought`, and not of the other. */
export async function joinedByImport(
  db: Database,
  importId: number,
): Promise<(Joined & { readonly brought: number })[]> {
  const { rows } = await sql<Joined & { brought: number }>`
    with brought as (
      select p.person_id, coalesce(o.customer_id, p.person_id) as customer_id
      from (select distinct person_id from identify.person_record where import_id = ${importId}) as p
      left join identify.customer_of o using (person_id)
      where not exists (select from identify.person_record r
        where r.person_id = p.person_id and r.import_id < ${importId} and r.import_id > 0)
    ), fellow as (
      select customer_id, customer_id as person_id from (select distinct customer_id from brought) as named
      union select o.customer_id, o.person_id from identify.customer_of o
      where o.customer_id in (select customer_id from brought)
    )
    select least(b.person_id, f.person_id) as low, greatest(b.person_id, f.person_id) as high, customer_id as "customerId",
           b.person_id as brought
    from brought b join fellow f using (customer_id)
    where not exists (select from brought also where also.person_id = f.person_id)
    order by 3, 1, 2
  `.execute(db);
  return rows;
}
