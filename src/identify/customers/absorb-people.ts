import { notePending } from '#identify/matching';
import { normaliseEmail } from '#identify/particulars';
import type { Database } from '#platform/database';
import { type PersonFields, storableFields } from './person.ts';
import {
  ensurePersons,
  insertMentions,
  insertRecords,
  lockIdentity,
  type NewRecord,
} from './persons.store.ts';
import { findErasedKeys, hasTombstones } from './tombstones.store.ts';

export type AbsorbedPerson = {
  readonly sourceKey: string;
  readonly line: number;
  /** Left out when the line only mentions the person (an order): nothing is said of her then. */
  readonly fields?: PersonFields;
};

/**
 * Takes in what one chunk of an import says of people: finds or creates one person per source key, stores each record as it
 * was said, and remembers which import mentions whom. The same chunk again changes nothing. At most 50 000 lines a call.
 * Whoever was erased is nobody: her keys are answered with 0, and nothing said of her is stored.
 * Customers are not derived here: call `refreshCustomers` with the persons answered, before the transaction ends.
 */
export async function absorbPeople(
  trx: Database,
  input: {
    readonly sourceId: number;
    readonly importId: number;
    readonly chunk: number;
    readonly at: Date;
    readonly people: readonly AbsorbedPerson[];
  },
): Promise<Map<string, number>> {
  const { sourceId, importId, chunk, at, people } = input;
  if (people.length > 50_000) throw new RangeError(`At most 50,000 people a call, not ${people.length}.`);
  if (people.length === 0) return new Map();
  await lockIdentity(trx);
  const erased = await erasedAmong(trx, sourceId, people);
  const asked = new Set(people.map((person) => person.sourceKey));
  const ids = await ensurePersons(
    trx,
    sourceId,
    [...asked].filter((key) => !erased.has(key)),
    at,
  );
  await insertMentions(trx, importId, [...ids.values()]);
  const records: NewRecord[] = [];
  for (const { sourceKey, line, fields } of people) {
    const personId = ids.get(sourceKey);
    if (personId !== undefined && fields !== undefined)
      records.push({ personId, line, fields: storableFields(fields) });
  }
  await insertRecords(trx, { importId, chunk, at }, records);
  await notePending(
    trx,
    records.map(({ personId }) => personId),
  );
  for (const key of erased) ids.set(key, 0);
  return ids;
}

async function erasedAmong(
  trx: Database,
  sourceId: number,
  people: readonly AbsorbedPerson[],
): Promise<Set<string>> {
  if (!(await hasTombstones(trx))) return new Set();
  return findErasedKeys(
    trx,
    sourceId,
    people.map(({ sourceKey, fields = {} }) => ({
      sourceKey,
      email: normaliseEmail(fields.email ?? '') ?? '',
      card: (fields.cardNumber ?? '').replace(/\s+/g, '').toUpperCase(),
    })),
  );
}
