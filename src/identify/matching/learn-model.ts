import {
  arrangeRecords,
  bitsOf,
  blocksOf,
  canonicalOf,
  findLinks,
  type FoundLinks,
  type LabelledPair,
  type RecordTable,
  saveMatching,
  type Turns,
} from '#analytics/matching';
import type { DatabaseServer } from '#platform/database';
import { readLabels } from './decisions.store.ts';
import { ofModel } from './match-persons.ts';
import { beginModel } from './models.store.ts';
import { addPerson, type MatchablePerson, personTable, storedForm } from './particulars.ts';
import { keptFrom, readMatchingSettings } from './settings.ts';

/** Reads everybody once, some at a time, in any order. */
export type People = AsyncIterable<readonly MatchablePerson[]>;

type LearnInput = {
  readonly people: People;
  readonly by: string;
  readonly at: Date;
  readonly signal?: AbortSignal | undefined;
  readonly onStep?: ((done: number, total: number | null) => Promise<void>) | undefined;
};

/**
 * Learns a model on everybody and writes what it makes of each person and pair beside the one in force, which stays so: `takeEffect` changes
 * that. What people decided teaches it too. The event loop has its turns. Answers the model and the persons it was learnt on; undefined when fewer than two have anything to compare.
 */
export async function learnModel(
  server: Pick<DatabaseServer, 'db' | 'copy'>,
  input: LearnInput,
): Promise<{ modelId: number; personIds: Float64Array } | undefined> {
  const table = personTable();
  const ids: number[] = [];
  for await (const some of input.people) {
    input.signal?.throwIfAborted();
    for (const person of some)
      if (Object.values(person.fields).some((value) => value !== undefined && value !== '')) {
        addPerson(table, person.fields);
        ids.push(person.personId);
      }
    await input.onStep?.(ids.length, null);
  }
  if (ids.length < 2) return undefined;
  const places = arrangeRecords(table);
  const personIds = Float64Array.from(places, (place) => ids[place] ?? 0);
  const { reviewFrom, mergeFrom } = await readMatchingSettings(server.db);
  const bands = { merge: mergeFrom, review: Math.min(keptFrom, reviewFrom) };
  const labels = placed(await readLabels(server.db), personIds);
  const found = await inTurns(findLinks({ table, bands, labels }), input.signal);
  const { links } = found;
  const modelId = await beginModel(server.db, {
    ...{ saved: saveMatching(table, found), report: found.blocking },
    ...{ persons: ids.length, links: links.bits.length, by: input.by, at: input.at },
  });
  await server.copy(
    'identify.match_person',
    ['person_id', 'model_id', 'particulars', 'blocks'],
    personRows({ table, found, modelId, personIds, signal: input.signal }),
  );
  await server.copy(
    'identify.match_link',
    ['model_id', 'low', 'high', 'bits'],
    linkRows(modelId, links, personIds),
  );
  return { modelId, personIds };
}

/** What people decided, by places in the table. */
function placed(labels: Awaited<ReturnType<typeof readLabels>>, personIds: Float64Array): LabelledPair[] {
  if (labels.length === 0) return [];
  const placeOf = new Map(Array.from(personIds, (personId, place) => [personId, place]));
  return labels.flatMap(({ low, high, same }) => {
    const [first, second] = [placeOf.get(low), placeOf.get(high)];
    return first === undefined || second === undefined ? [] : [{ first, second, same }];
  });
}

/** Does long arithmetic, letting others work between its turns. */
async function inTurns<Answer>(turns: Turns<Answer>, signal: AbortSignal | undefined): Promise<Answer> {
  for (;;) {
    const turn = turns.next();
    if (turn.done === true) return turn.value;
    signal?.throwIfAborted();
    await new Promise(setImmediate);
  }
}

function* personRows(input: {
  readonly table: RecordTable;
  readonly found: FoundLinks;
  readonly modelId: number;
  readonly personIds: Float64Array;
  readonly signal: AbortSignal | undefined;
}): Generator<unknown[]> {
  const { table, found, modelId } = input;
  for (const [place, personId] of input.personIds.entries()) {
    input.signal?.throwIfAborted();
    const blocks = ofModel(modelId, blocksOf(table, found.keys, place));
    yield [personId, modelId, storedForm(canonicalOf(table, place)), `{${blocks.join()}}`];
  }
}

function* linkRows(
  modelId: number,
  { first, second, bits }: FoundLinks['links'],
  personIds: Float64Array,
): Generator<unknown[]> {
  const least = bitsOf(keptFrom);
  for (const [at, weight] of bits.entries()) {
    const [one, other] = [personIds[first[at] ?? 0] ?? 0, personIds[second[at] ?? 0] ?? 0];
    if (weight >= least) yield [modelId, Math.min(one, other), Math.max(one, other), weight];
  }
}
