import type { z } from 'zod';
import { readAllContactValues, readHomeCountry } from '#identify/customers';
import type { Database } from '#platform/database';
import { type Outcome, refuse } from '#platform/errors';
import type { OppositionCheckReply } from './api.ts';
import { oppositionValue } from './import-oppositions.ts';
import { countListed, findList } from './oppositions.store.ts';

const batch = 20_000;

/** Holds a list of opposition against every customer as known now. Refuses a list that is not there. Reads the whole base, a part at a time. */
export async function checkOppositions(
  db: Database,
  input: { readonly listId: number; readonly at: Date },
): Promise<Outcome<z.infer<typeof OppositionCheckReply>>> {
  const list = await findList(db, input.listId);
  if (list === undefined) return refuse('not-found', 'no-such-list', `There is no list ${input.listId}.`);
  const homeCountry = await readHomeCountry(db);
  let [customers, listed, agreedSince] = [0, 0, 0];
  for (let after = 0, whole = true; whole; ) {
    const read = await readAllContactValues(db, { after, limit: batch });
    const asked = read.flatMap(({ customerId, ...values }) => {
      const value = oppositionValue(list.kind, values[list.kind] ?? '', homeCountry);
      return value === undefined ? [] : [{ customerId, value }];
    });
    const found = await countListed(db, list, asked);
    customers += read.length;
    listed += found.listed;
    agreedSince += found.agreedSince;
    after = read.at(-1)?.customerId ?? after;
    whole = read.length === batch;
  }
  return { listId: list.listId, asOf: input.at.toISOString(), customers, listed, agreedSince };
}
