import type { MatchablePerson } from '#identify/matching';
import { type Database, sql } from '#platform/database';
import { goldenRecord } from './golden-record.ts';
import { readHomeCountry } from './home-country.ts';
import { loadRecords } from './persons.store.ts';
import { deliveredSurvivorship } from './survivorship.ts';

/** The current picture of each of these persons, from what is said of her alone; those of whom nothing is said are left out. */
export async function readPictures(db: Database, personIds: readonly number[]): Promise<MatchablePerson[]> {
  const by = { homeCountry: await readHomeCountry(db), rules: deliveredSurvivorship, sourceOf: () => '' };
  const records = await loadRecords(db, personIds);
  return [...records].map(([personId, said]) => ({
    personId,
    fields: goldenRecord(said, by).fields,
  }));
}

/** The pictures of everybody, a batch at a time, in the order of their numbers. */
export async function* readAllPictures(db: Database, batch = 2000): AsyncGenerator<MatchablePerson[]> {
  for (let after = 0; ; ) {
    const { rows } = await sql<{ id: number }>`
      select person_id as id from identify.person where person_id > ${after} order by person_id limit ${batch}
    `.execute(db);
    const last = rows.at(-1);
    if (last === undefined) return;
    after = last.id;
    yield await readPictures(
      db,
      rows.map(({ id }) => id),
    );
  }
}

/** Which of these persons are no more. */
export async function missingPersons(db: Database, personIds: readonly number[]): Promise<number[]> {
  const { rows } = await sql<{ id: number }>`
    select id from unnest(${personIds}::bigint[]) as id
    where not exists (select from identify.person p where p.person_id = id)
  `.execute(db);
  return rows.map(({ id }) => id);
}
