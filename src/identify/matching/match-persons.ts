import { bitsOf, canonicalOf, reviveMatching } from '#analytics/matching';
import type { Database } from '#platform/database';
import { type Link, linksOf, replaceLinks } from './links.store.ts';
import {
  crowdedAmong,
  deleteMatched,
  markBlocks,
  type MatchedPerson,
  membersOfBlocks,
  readMatched,
  writeMatched,
} from './match-persons.store.ts';
import { loadModelInForce, type StoredModel } from './models.store.ts';
import { addPerson, addStored, type MatchablePerson, personTable, storedForm } from './particulars.ts';
import { removePending } from './pending.store.ts';
import { keptFrom } from './settings.ts';

/** A block that came to hold more persons than this tells nothing any more. When a model is learnt, no block holds half of it. */
export const crowd = 400;

/**
 * Matches persons whose records came or changed against everybody, under the model in force: what is compared of them, their
 * blocks and their links are written anew. The outcome depends on what is stored, never on the order of arrival. `personIds` without
 * particulars are gone. Answers whose customer may now be another; refresh them in the same transaction, under the identity lock.
 */
export async function matchPersons(
  trx: Database,
  input: { readonly personIds: readonly number[]; readonly persons: readonly MatchablePerson[] },
): Promise<number[]> {
  const model = await loadModelInForce(trx);
  if (model === undefined) throw new Error('No model was learnt yet: there is nothing to match by.');
  await removePending(trx, input.personIds);
  const before = await readMatched(trx, model.modelId, input.personIds);
  const changed = describe(model, input).filter(
    ({ personId, particulars }) => (before.get(personId)?.particulars ?? '') !== particulars,
  );
  if (changed.length === 0) return [];
  await writeMatched(trx, model.modelId, changed);
  const touched = [...changed, ...changed.flatMap(({ personId }) => before.get(personId) ?? [])];
  const { again, candidates } = await meet(trx, model.modelId, [
    ...new Set(touched.flatMap(({ blocks }) => blocks)),
  ]);
  return relink(trx, model, [...changed.map(({ personId }) => personId), ...again], candidates);
}

/** Writes the links of some persons anew; answers them and whoever is or was linked to them. */
async function relink(
  trx: Database,
  model: StoredModel,
  persons: readonly number[],
  candidates: ReadonlyMap<number, readonly number[]>,
): Promise<number[]> {
  const concerned = [...new Set(persons)];
  const links = await weigh(trx, model, concerned, candidates);
  const lost = await linksOf(trx, model.modelId, concerned);
  await replaceLinks(trx, model.modelId, concerned, links);
  return [...new Set([...concerned, ...[...lost, ...links].flatMap(({ low, high }) => [low, high])])];
}

/**
 * Takes persons out of the index. A crowded block that they leave may tell something again: its members are matched anew. Answers whoever was
 * linked to them, or is linked otherwise now.
 */
export async function unmatchPersons(trx: Database, personIds: readonly number[]): Promise<number[]> {
  const model = await loadModelInForce(trx);
  const matched = model === undefined ? [] : [...(await readMatched(trx, model.modelId, personIds)).values()];
  const touched = model === undefined ? [] : await linksOf(trx, model.modelId, personIds);
  await deleteMatched(trx, personIds);
  const left = new Set(touched.flatMap(({ low, high }) => [low, high]));
  if (model !== undefined) {
    const blocks = [...new Set(matched.flatMap((person) => person.blocks))];
    const marked = [...(await crowdedAmong(trx, model.modelId, blocks))];
    if (marked.length > 0) {
      const { again, candidates } = await meet(trx, model.modelId, marked);
      for (const person of await relink(trx, model, again, candidates)) left.add(person);
    }
  }
  for (const person of personIds) left.delete(person);
  return [...left];
}

/** What is compared of each person asked for now, and her blocks. */
function describe(
  { modelId, saved }: StoredModel,
  {
    personIds,
    persons,
  }: { readonly personIds: readonly number[]; readonly persons: readonly MatchablePerson[] },
): MatchedPerson[] {
  const table = personTable();
  const { blocksOf } = reviveMatching(table, saved);
  const known = new Map(persons.map(({ personId, fields }) => [personId, addPerson(table, fields)]));
  return personIds.map((personId) => {
    const place = known.get(personId);
    const particulars = place === undefined ? '' : storedForm(canonicalOf(table, place));
    const blocks = place === undefined || particulars === '' ? [] : blocksOf(place);
    return { personId, particulars, blocks: ofModel(modelId, blocks) };
  });
}

/** Codes of blocks made unlike those of every other model. */
export const ofModel = (modelId: number, blocks: readonly number[]): number[] =>
  blocks.map((block) => block ^ Math.imul(modelId, 0x9e3779b1));

/**
 * Who meets whom in blocks that somebody entered or left. A block that became crowded, or is crowded no more, has all its
 * members matched `again`: they would not, or would, have met because of it.
 */
async function meet(
  trx: Database,
  modelId: number,
  touched: readonly number[],
): Promise<{ again: number[]; candidates: ReadonlyMap<number, readonly number[]> }> {
  const members = await membersOfBlocks(trx, touched, crowd + 1);
  const marked = await crowdedAmong(trx, modelId, touched);
  const isCrowded = (block: number) => (members.get(block)?.length ?? 0) > crowd;
  const crowded = touched.filter((block) => isCrowded(block) && !marked.has(block));
  const open = touched.filter((block) => !isCrowded(block) && marked.has(block));
  await markBlocks(trx, modelId, { crowded, open });
  const again = new Set(open.flatMap((block) => members.get(block) ?? []));
  const full = crowded.length === 0 ? undefined : await membersOfBlocks(trx, crowded, 1_000_000);
  for (const inBlock of full?.values() ?? []) for (const person of inBlock) again.add(person);
  const others = [...(await readMatched(trx, modelId, [...again])).values()];
  const unseen = [...new Set(others.flatMap(({ blocks }) => blocks))].filter((block) => !members.has(block));
  for (const [block, found] of await membersOfBlocks(trx, unseen, crowd + 1)) members.set(block, found);
  const stillMarked = await crowdedAmong(trx, modelId, unseen);
  const candidates = new Map([...members].filter(([block]) => !isCrowded(block) && !stillMarked.has(block)));
  return { again: [...again], candidates };
}

/** Weighs whoever meets one of these persons; answers the pairs worth keeping. */
async function weigh(
  trx: Database,
  { modelId, saved }: StoredModel,
  personIds: readonly number[],
  membersOf: ReadonlyMap<number, readonly number[]>,
): Promise<Link[]> {
  const matched = await readMatched(trx, modelId, [
    ...new Set([...personIds, ...[...membersOf.values()].flat()]),
  ]);
  const table = personTable();
  const { scorer } = reviveMatching(table, saved);
  const placeOf = new Map<number, number>();
  for (const { personId, particulars } of matched.values())
    placeOf.set(personId, addStored(table, particulars));
  const least = bitsOf(keptFrom);
  const links = new Map<string, Link>();
  for (const personId of personIds) {
    const place = placeOf.get(personId);
    if (place === undefined) continue;
    const met = new Set((matched.get(personId)?.blocks ?? []).flatMap((block) => membersOf.get(block) ?? []));
    for (const other of met) {
      const at = placeOf.get(other);
      if (other === personId || at === undefined) continue;
      const bits = scorer.bitsOf(place, at, least);
      if (bits < least) continue;
      const [low, high] = personId < other ? [personId, other] : [other, personId];
      links.set(`${low} ${high}`, { low, high, bits });
    }
  }
  return [...links.values()];
}
