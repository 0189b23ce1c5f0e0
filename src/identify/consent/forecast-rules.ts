import { type ContactRow, readAllContactValues, readHomeCountry, readPersonsOf } from '#identify/customers';
import type { Database } from '#platform/database';
import { isRefusal, type Outcome } from '#platform/errors';
import type { PermissionRules, RulesForecastReply } from './api.ts';
import { oppositionValue } from './import-oppositions.ts';
import { findOppositionsOf, listOppositionLists, type Opposed } from './oppositions.store.ts';
import type { PermissionFacts, Use } from './permission.ts';
import { faultOfRules } from './permission-rules.ts';
import { readPermissionRules } from './permission-rules.store.ts';
import type { PermissionNeeds } from './read-permissions.ts';
import { daysThatMatter, tallyRules, usesThatChange } from './rules-forecast.ts';

const batch = 5_000;

/**
 * What other rules would change: on each use they touch, how many customers could be contacted before and after, decided one by one
 * as sending decides. Today and on the days to come when a rule turns; lists of opposition as they are now. Reads the whole base, a
 * part at a time. Refuses rules that contradict themselves.
 */
export async function forecastRules(
  needs: PermissionNeeds,
  input: { readonly rules: PermissionRules; readonly at: Date },
): Promise<Outcome<RulesForecastReply>> {
  const { db } = needs;
  const fault = faultOfRules(input.rules);
  if (isRefusal(fault)) return fault;
  const rules = { before: await readPermissionRules(db), after: input.rules };
  const uses = usesThatChange(rules);
  const today = input.at.toISOString().slice(0, 10);
  const tally = tallyRules(rules, uses, daysThatMatter(rules, today));
  const bought = [rules.before, rules.after].flatMap(({ softOptIn }) => softOptIn).length > 0;
  let customers = 0;
  for (let after = 0, whole = uses.length > 0; whole; ) {
    const read = await readAllContactValues(db, { after, limit: batch });
    const opposed = await opposedAmong(db, read, today);
    const orders = bought ? await lastOrdersOf(needs, read, input.at) : new Map<number, string>();
    for (const row of read)
      for (const use of uses)
        if (isReached(row, use.channel))
          tally.add(use, {
            said: saidOf(row, use),
            opposed: opposed.get(row.customerId)?.get(use.channel) ?? null,
            lastOrderOn: orders.get(row.customerId) ?? null,
            contractUntil: row.contractUntil,
          });
    customers += read.length;
    after = read.at(-1)?.customerId ?? after;
    whole = read.length === batch;
  }
  return { asOf: input.at.toISOString(), customers, items: tally.items };
}

/** Whether she has what the channel needs; a channel of the house's own needs nothing we know of. */
function isReached({ email, phone, address }: ContactRow, channel: string): boolean {
  if (channel === 'email') return email !== null;
  if (channel === 'phone' || channel === 'sms') return phone !== null;
  return channel !== 'post' || address !== null;
}

/** A withdrawal of the brand's use or of the general one, else a grant of either, the brand's first. */
function saidOf({ consents }: ContactRow, { channel, purpose, brand }: Use): PermissionFacts['said'] {
  const general = `${channel}:${purpose}`;
  const keys = brand === '' ? [general] : [`${general}:${brand}`, general];
  const said = keys.flatMap((key) => consents[key] ?? []);
  return said.find(({ status }) => status === 'withdrawn') ?? said[0] ?? null;
}

async function opposedAmong(
  db: Database,
  read: readonly ContactRow[],
  on: string,
): Promise<ReadonlyMap<number, ReadonlyMap<string, Opposed>>> {
  const lists = await listOppositionLists(db);
  const kinds = new Set(lists.filter((list) => list.expiresOn >= on).map(({ kind }) => kind));
  if (kinds.size === 0) return new Map();
  const homeCountry = await readHomeCountry(db);
  const asked = read.flatMap((row) =>
    [...kinds].flatMap((kind) => {
      const value = oppositionValue(kind, row[kind] ?? '', homeCountry);
      return value === undefined ? [] : [{ customerId: row.customerId, kind, value }];
    }),
  );
  return findOppositionsOf(db, asked, on);
}

/** The day each customer last bought, by any of her persons. */
async function lastOrdersOf(
  { db, lastOrders }: PermissionNeeds,
  read: readonly ContactRow[],
  until: Date,
): Promise<Map<number, string>> {
  const persons = await readPersonsOf(
    db,
    read.map(({ customerId }) => customerId),
  );
  const days = await lastOrders([...persons.values()].flat(), until);
  const latest = new Map<number, string>();
  for (const [customerId, personIds] of persons) {
    const day = personIds
      .flatMap((personId) => days.get(personId) ?? [])
      .toSorted()
      .at(-1);
    if (day !== undefined) latest.set(customerId, day);
  }
  return latest;
}
