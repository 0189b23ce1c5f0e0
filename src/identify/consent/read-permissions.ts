import { type CustomerPersons, readContactValues } from '#identify/customers';
import type { Database } from '#platform/database';
import type { ConsentEntry, PermissionState } from './api.ts';
import { readLedger } from './consent.store.ts';
import { decideConsent } from './consent-status.ts';
import { explainPermission } from './explain-permission.ts';
import { oppositionValue } from './import-oppositions.ts';
import { findOppositions } from './oppositions.store.ts';
import { decidePermission, type PermissionFacts, type Use } from './permission.ts';
import { readPermissionRules } from './permission-rules.store.ts';

/** `lastOrders`: the day each of these persons last bought, until a moment; history knows, to the right of here. */
export type PermissionNeeds = {
  readonly db: Database;
  lastOrders(personIds: readonly number[], until: Date): Promise<ReadonlyMap<number, string>>;
};

/** What is told of every customer, said or not. */
const usual: readonly Use[] = [
  ...['email', 'sms', 'phone', 'post'].map((channel) => ({ channel, purpose: 'marketing', brand: '' })),
  { channel: 'email', purpose: 'third-party', brand: '' },
];

/**
 * What may be done with a customer's channels on a day, each with the statement or rule that decides and all that was said until then.
 * Who her persons are, and where she lives, is taken as it is known today.
 */
export async function readPermissions(
  needs: PermissionNeeds,
  customer: CustomerPersons,
  asOf: Date,
): Promise<PermissionState[]> {
  const { db, lastOrders } = needs;
  const on = asOf.toISOString().slice(0, 10);
  const [ledger, rules, values, ordered] = await Promise.all([
    readLedger(db, customer.personIds),
    readPermissionRules(db),
    readContactValues(db, customer.customerId),
    lastOrders(customer.personIds, asOf),
  ]);
  const lastOrderOn = [...ordered.values()].toSorted().at(-1) ?? null;
  const said = ledger.filter((entry) => entry.occurredAt <= asOf.toISOString());
  const opposed = await findOppositions(
    db,
    {
      email: oppositionValue('email', values.email ?? '', 'FR'),
      phone: values.phone ?? undefined,
      address: values.address === null ? undefined : oppositionValue('address', values.address, 'FR'),
    },
    on,
  );
  return usesOf(said).map((use) => {
    const state = decideConsent(use, said.filter(matches(use)));
    const facts: PermissionFacts = {
      said: strictest(
        state,
        use.brand === ''
          ? state
          : decideConsent({ ...use, brand: '' }, said.filter(matches({ ...use, brand: '' }))),
      ),
      opposed: opposed.get(use.channel) ?? null,
      lastOrderOn,
      contractUntil: values.contractUntil,
    };
    const permission = decidePermission(use, facts, rules, on);
    const { allowed, reason } = permission;
    return { ...state, allowed, reason, allowedBecause: explainPermission(permission, facts) };
  });
}

const matches = (use: Use) => (entry: ConsentEntry) =>
  entry.channel === use.channel && entry.purpose === use.purpose && entry.brand === use.brand;

/** Of what was said of a brand and in general: a withdrawal of either, else a grant of either. */
function strictest(...states: readonly ReturnType<typeof decideConsent>[]): PermissionFacts['said'] {
  const deciding = states.flatMap(({ decidedBy }) => decidedBy ?? []);
  const found = deciding.find(({ status }) => status === 'withdrawn') ?? deciding[0];
  return found === undefined ? null : { status: found.status, at: found.occurredAt };
}

function usesOf(said: readonly ConsentEntry[]): Use[] {
  const all = [...usual, ...said.map(({ channel, purpose, brand }) => ({ channel, purpose, brand }))];
  return [...new Map(all.map((use) => [`${use.channel}:${use.purpose}:${use.brand}`, use])).values()];
}
