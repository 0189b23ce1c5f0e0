import {
  type CustomerPagePart,
  type CustomerPersons,
  findCustomer,
  noSuchCustomer,
  readCustomerCards,
  searchCustomers,
} from '#identify/customers';
import type { Database } from '#platform/database';
import { isRefusal, type Outcome, refuse } from '#platform/errors';
import { z } from 'zod';
import type { CustomerHousehold, HouseholdMember, HouseholdView } from './api.ts';
import { decisionsAbout } from './decisions.store.ts';
import {
  countHouseholds,
  type HouseholdCounts,
  type HouseholdPlace,
  listHouseholds,
  readHousehold,
  type StoredHousehold,
} from './households.store.ts';

/** Customers whose households are looked up for a search; a narrower one finds the rest. */
const foundMost = 200;

async function viewsOf(db: Database, homes: readonly StoredHousehold[]): Promise<HouseholdView[]> {
  const cards = await readCustomerCards(
    db,
    homes.flatMap(({ members }) => members),
  );
  return homes.map(({ householdId, size, members }) => ({
    householdId,
    size,
    members: members.flatMap((customerId): HouseholdMember[] => {
      const card = cards.get(customerId);
      return card === undefined ? [] : [card];
    }),
  }));
}

async function viewOf(db: Database, customer: CustomerPersons): Promise<CustomerHousehold> {
  const [home, decisions] = await Promise.all([
    readHousehold(db, customer.customerId),
    decisionsAbout(db, customer.personIds),
  ]);
  const [view] = await viewsOf(db, [home]);
  const fellows = await Promise.all(
    decisions.map(({ withPersonId }) => (withPersonId === null ? undefined : findCustomer(db, withPersonId))),
  );
  const names = await readCustomerCards(
    db,
    fellows.flatMap((fellow) => fellow?.customerId ?? []),
  );
  return {
    ...{ householdId: home.householdId, size: home.size, members: view?.members ?? [] },
    decisions: decisions.map(({ decisionId, withPersonId, note, decidedBy, decidedAt, undoneAt }, place) => {
      const fellowId = fellows[place]?.customerId ?? withPersonId;
      return {
        ...{ decisionId, note, decidedBy, decidedAt: decidedAt.toISOString() },
        withCustomer:
          fellowId === null ? null : { customerId: fellowId, name: names.get(fellowId)?.name ?? null },
        undoneAt: undoneAt?.toISOString() ?? null,
      };
    }),
  };
}

/** Who lives with a customer, and what was decided about her. Refuses a customer there is not. */
export async function householdOfCustomer(
  db: Database,
  input: { readonly customerId: number },
): Promise<Outcome<CustomerHousehold>> {
  const customer = await findCustomer(db, input.customerId);
  return customer === undefined ? noSuchCustomer(input.customerId) : viewOf(db, customer);
}

/** The household on the customer page. */
export function householdPart(db: Database): CustomerPagePart {
  return { name: 'household', read: (customer) => viewOf(db, customer) };
}

const Place = z.tuple([z.int(), z.int()]);

type HouseholdsFound = HouseholdCounts & {
  readonly items: HouseholdView[];
  readonly nextCursor: string | null;
};

/** A page of the households of two or more, the largest first. Refuses a cursor that no page gave. */
export async function pageOfHouseholds(
  db: Database,
  asked: {
    readonly search?: string | undefined;
    readonly limit: number;
    readonly cursor?: string | undefined;
  },
): Promise<Outcome<HouseholdsFound>> {
  const after = readPlace(asked.cursor);
  if (isRefusal(after)) return after;
  let among: number[] | undefined;
  if (asked.search !== undefined && asked.search !== '') {
    const found = await searchCustomers(db, {
      ...{ search: asked.search, limit: foundMost, sort: 'name', consentStatus: 'granted' },
    });
    if (isRefusal(found)) return found;
    among = found.items.map(({ customerId }) => customerId);
  }
  const homes = await listHouseholds(db, { after, among, limit: asked.limit + 1 });
  const shown = homes.slice(0, asked.limit);
  const last = shown.at(-1);
  return {
    items: await viewsOf(db, shown),
    nextCursor:
      homes.length > shown.length && last !== undefined
        ? Buffer.from(JSON.stringify([last.size, last.householdId])).toString('base64url')
        : null,
    ...(await countHouseholds(db)),
  };
}

function readPlace(cursor: string | undefined): Outcome<HouseholdPlace | undefined> {
  if (cursor === undefined) return undefined;
  try {
    return Place.parse(JSON.parse(Buffer.from(cursor, 'base64url').toString()));
  } catch {
    return refuse(
      'invalid',
      'bad-cursor',
      'This page of the list cannot be found: start again from the first one.',
    );
  }
}
