import { foldText } from '#analytics/text';
import { type DatabaseServer, inTransaction } from '#platform/database';
import { likelihoodFields } from './api.ts';
import { saidOf } from './golden-record.ts';
import { readHomeCountry } from './home-country.ts';
import { byHand, byRecency } from './person.ts';
import { loadRecords } from './persons.store.ts';
import { type SourceSaying, trustOf } from './source-trust.ts';
import { drawSharedCustomers, replaceSourceTrust } from './source-trust.store.ts';

/** Enough to know a rate of error of one in twenty to half a point. */
const customersMost = 10_000;
const batch = 1_000;

/**
 * Learns, field by field, how often each source is right, from customers of whom several speak; corrections by hand are left out. What it
 * learns depends only on what is stored. Answers how many customers it learnt from.
 */
export async function learnSourceTrust(
  server: DatabaseServer,
  input: { readonly at: Date; readonly signal?: AbortSignal },
): Promise<{ readonly customers: number }> {
  const { db } = server;
  const homeCountry = await readHomeCountry(db);
  const customers = [...(await drawSharedCustomers(db, customersMost)).values()];
  const said = new Map(likelihoodFields.map((field) => [field, new Array<SourceSaying[]>()]));
  for (let from = 0; from < customers.length; from += batch) {
    input.signal?.throwIfAborted();
    const some = customers.slice(from, from + batch);
    const records = await loadRecords(
      db,
      some.flatMap((persons) => [...persons.keys()]),
    );
    for (const persons of some) {
      for (const [field, all] of said) {
        const its = [...persons].flatMap(([personId, sourceId]) => {
          const latest = (records.get(personId) ?? [])
            .filter((one) => one.importId !== byHand)
            .sort(byRecency);
          const value = latest.flatMap((record) => saidOf(field, record, homeCountry) ?? []).at(0);
          return value === undefined ? [] : [{ sourceId, key: foldText(value) }];
        });
        if (its.length > 0) all.push(its);
      }
    }
  }
  const trust = new Map([...said].map(([field, its]) => [field, trustOf(its)]));
  await inTransaction(db, (trx) => replaceSourceTrust(trx, trust, input.at));
  return { customers: customers.length };
}
