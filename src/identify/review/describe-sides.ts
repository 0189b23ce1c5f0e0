import { readPictures } from '#identify/customers';
import type { Database } from '#platform/database';
import type { PairSide } from './api.ts';
import { readSideRows } from './sides.store.ts';

/** Persons as the review shows them: where they come from, whose they are, what is said of them. Those unknown are left out. */
export async function describeSides(
  db: Database,
  personIds: readonly number[],
): Promise<Map<number, PairSide>> {
  const pictures = new Map(
    (await readPictures(db, personIds)).map(({ personId, fields }) => [personId, fields]),
  );
  const rows = await readSideRows(db, personIds);
  return new Map(
    rows.map(({ personId, customerId, sourceId, sourceName, sourceKey, createdAt }) => [
      personId,
      {
        ...{ personId, customerId, sourceKey },
        source: { sourceId, name: sourceName },
        createdAt: createdAt.toISOString(),
        fields: { ...pictures.get(personId) } as Record<string, string>,
      },
    ]),
  );
}
