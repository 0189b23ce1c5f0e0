import { type Database, sql } from '#platform/database';
import { readSetting } from '#platform/settings';
import { Survivorship } from './api.ts';
import { readHomeCountry } from './home-country.ts';
import { deliveredSurvivorship, type GoldenBy } from './survivorship.ts';

export const survivorshipKey = 'customers.survivorship';

/** The rules in force; those delivered while nobody has chosen others. */
export async function readSurvivorship(db: Database): Promise<Survivorship> {
  const value = await readSetting(db, survivorshipKey);
  return value === undefined ? deliveredSurvivorship : Survivorship.parse(value);
}

/** What golden records are made by now, given the source that each person is of. */
export async function readGoldenBy(
  db: Database,
  sourceIdOf: (personId: number) => number | undefined,
  rules?: Survivorship,
): Promise<GoldenBy> {
  const names = await readSourceNames(db);
  return {
    homeCountry: await readHomeCountry(db),
    rules: rules ?? (await readSurvivorship(db)),
    sourceOf: (personId) => names.get(sourceIdOf(personId) ?? 0) ?? '',
  };
}

/** The sources by their number. */
export async function readSourceNames(db: Database): Promise<Map<number, string>> {
  const { rows } = await sql<{ id: number; name: string }>`
    select source_id as id, name from identify.source order by source_id`.execute(db);
  return new Map(rows.map(({ id, name }) => [id, name]));
}

/** Customers of whom several things were said: all there is to choose among. `customer_of` names but those of several persons. */
const ofSeveral = sql`
  select customer_id from identify.customer_of
  union
  select coalesce(c.customer_id, said.person_id) from (
    select person_id from identify.person_record group by person_id having count(*) > 1
  ) said left join identify.customer_of c using (person_id)`;

/** How many customers have several records, and `most` of them, always the same ones. */
export async function drawSeveral(
  db: Database,
  most: number,
): Promise<{ several: number; customerIds: number[] }> {
  const { rows } = await sql<{ id: number; several: number }>`
    select customer_id as id, count(*) over () as several from (${ofSeveral}) s
    order by hashint8(customer_id), customer_id limit ${most}
  `.execute(db);
  return { several: Number(rows[0]?.several ?? 0), customerIds: rows.map(({ id }) => id) };
}

/** All customers that have several records. */
export async function listSeveral(db: Database): Promise<number[]> {
  const { rows } = await sql<{ id: number }>`select customer_id as id from (${ofSeveral}) s`.execute(db);
  return rows.map(({ id }) => id);
}
