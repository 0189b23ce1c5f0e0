import { reviveMatching } from '#analytics/matching';
import { type DatabaseServer, inTransaction } from '#platform/database';
import { crowdedAmong, membersOfBlocks, readMatched } from './match-persons.store.ts';
import { crowd, ofModel } from './match-persons.ts';
import { loadModelInForce } from './models.store.ts';
import { addPerson, addStored, type Particulars, personTable } from './particulars.ts';
import { mergeBits, readMatchingSettings } from './settings.ts';

/** A person of the base who is held to be somebody from outside, and the log₂ odds of it. */
export type Alike = { readonly personId: number; readonly bits: number };

/** People from outside weighed at once: each may meet some hundreds of the base. */
const atOnce = 200;

/**
 * The person of the base that each of these people from outside most probably is, under the model in force, where it is likely enough to merge two
 * records of the base by themselves; by their place in the list. Nobody is stored. Nobody is found before a model was learnt, or while
 * matching is off. As for the base's own records, a block that too many share brings nobody together.
 */
export async function findAlike(
  server: Pick<DatabaseServer, 'db'>,
  people: readonly Particulars[],
): Promise<ReadonlyMap<number, Alike>> {
  const found = new Map<number, Alike>();
  const least = mergeBits(await readMatchingSettings(server.db));
  if (least === Number.POSITIVE_INFINITY) return found;
  for (let from = 0; from < people.length; from += atOnce)
    for (const [place, alike] of await weighOutsiders(server, people.slice(from, from + atOnce), least))
      found.set(from + place, alike);
  return found;
}

function weighOutsiders(
  { db }: Pick<DatabaseServer, 'db'>,
  people: readonly Particulars[],
  least: number,
): Promise<Map<number, Alike>> {
  return inTransaction(db, async (trx) => {
    const best = new Map<number, Alike>();
    const model = await loadModelInForce(trx);
    if (model === undefined) return best;
    const { modelId, saved } = model;
    const table = personTable();
    const { scorer, blocksOf } = reviveMatching(table, saved);
    const places = people.map((one) => addPerson(table, one));
    const blocks = places.map((place) => ofModel(modelId, blocksOf(place)));
    const asked = [...new Set(blocks.flat())];
    const crowded = await crowdedAmong(trx, modelId, asked);
    const members = await membersOfBlocks(trx, asked, crowd + 1);
    const met = blocks.map((mine) =>
      mine.flatMap((block) => {
        const inBlock = crowded.has(block) ? [] : (members.get(block) ?? []);
        return inBlock.length > crowd ? [] : inBlock;
      }),
    );
    const placeOf = new Map<number, number>();
    for (const { personId, particulars } of (
      await readMatched(trx, modelId, [...new Set(met.flat())])
    ).values())
      placeOf.set(personId, addStored(table, particulars));
    for (const [at, candidates] of met.entries())
      for (const personId of [...new Set(candidates)].sort((a, b) => a - b)) {
        const [place, other] = [places[at], placeOf.get(personId)];
        if (place === undefined || other === undefined) continue;
        const bits = scorer.bitsOf(place, other, least);
        if (bits >= least && bits > (best.get(at)?.bits ?? Number.NEGATIVE_INFINITY))
          best.set(at, { personId, bits });
      }
    return best;
  });
}
