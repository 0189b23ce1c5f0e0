import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { measureClusters } from '#analytics/matching';
import { refreshCustomers } from '#identify/customers';
import { standingClock } from '#platform/clock';
import { sql } from '#platform/database';
import { isRefusal, orThrow } from '#platform/errors';
import { openTestEngines, type TestEngines } from '#test/engines';
import { importMarketPeople, type MarketTruth } from '#test/market-people';
import { decideHousehold, undoHouseholdDecision } from './decide-household.ts';
import { deriveHouseholds } from './derive-households.ts';
import { householdsAttributes } from './households.attributes.ts';
import { householdOfCustomer, pageOfHouseholds } from './view-household.ts';

const clock = standingClock('2026-11-22T09:00:00Z');
let engines: TestEngines;
let truth: MarketTruth;
let derive: () => ReturnType<typeof deriveHouseholds>;

beforeAll(async () => {
  engines = await openTestEngines();
  truth = await importMarketPeople(engines, { seed: 'households', people: 2000, until: '2026-11-22' });
  derive = () => deriveHouseholds({ server: engines.database });
});
afterAll(() => engines.close());

/** The household of every person, through her customer. */
async function homesOfPersons(): Promise<Int32Array> {
  const { rows } = await sql<{ home: number }>`
    select coalesce(h.household_id, o.customer_id, p.person_id) as home
    from identify.person p left join identify.customer_of o using (person_id)
    left join identify.household_of h on h.customer_id = coalesce(o.customer_id, p.person_id)
    order by p.person_id
  `.execute(engines.db);
  return Int32Array.from(rows, ({ home }) => home);
}

async function stored() {
  const { rows } = await sql`select * from identify.household_of order by customer_id`.execute(engines.db);
  return rows;
}

/** What the warehouse was promised of each customer's household, the latest word of each. */
async function mirrored() {
  const { rows } = await sql<{ id: number; home: number }>`
    select distinct on (id) id, home from (
      select (row ->> 'customer_id')::bigint as id, (row ->> 'household_id')::bigint as home, (row ->> 'version')::bigint as version
      from platform.outbox where target = 'household_of_rows'
    ) as rows order by id, version desc
  `.execute(engines.db);
  return new Map(rows.filter(({ id, home }) => id !== home).map(({ id, home }) => [id, home]));
}

describe('households of the simulated retailer, through the real imports', () => {
  it('are those of the truth, but for few', async () => {
    const derived = await derive();
    const quality = measureClusters(await homesOfPersons(), truth.households);
    expect(quality.precision).toBeGreaterThanOrEqual(0.95);
    expect(quality.recall).toBeGreaterThanOrEqual(0.95);
    const page = orThrow(await pageOfHouseholds(engines.db, { limit: 1 }));
    expect(page).toMatchObject({ households: derived.households, customers: derived.customers });
  });

  it('come out the same again, and nothing is written then', async () => {
    const before = await stored();
    expect(await derive()).toMatchObject({ changed: 0 });
    expect(await stored()).toEqual(before);
  });

  it('are mirrored to the warehouse as they are stored', async () => {
    const { rows } = await sql<{ id: number; home: number }>`
      select customer_id as id, household_id as home from identify.household_of where customer_id <> household_id
    `.execute(engines.db);
    expect(await mirrored()).toEqual(new Map(rows.map(({ id, home }) => [id, home])));
  });

  it('are byte for byte the same after a merge and an un-merge', async () => {
    const before = await stored();
    const [one, other] = await twoOfOneHome();
    await sql`update identify.person_record set fields = fields || '{"cardNumber":"MERGED-1"}' where person_id in (${one}, ${other})`.execute(
      engines.db,
    );
    const refresh = () =>
      engines.db
        .transaction()
        .execute((trx) => refreshCustomers(trx, { personIds: [one, other], at: clock.now() }));
    await refresh();
    await derive();
    expect(await stored()).not.toEqual(before);
    await sql`update identify.person_record set fields = fields - 'cardNumber' where person_id in (${one}, ${other})`.execute(
      engines.db,
    );
    await refresh();
    await derive();
    expect(await stored()).toEqual(before);
  });
});

/** Two customers of one household, of one person each without a card. */
async function twoOfOneHome(): Promise<[number, number]> {
  const { rows } = await sql<{ members: string[] }>`
    select array_agg(h.customer_id order by h.customer_id) as members
    from identify.household_of h join identify.customer c using (customer_id)
    where c.persons = 1 and c.card_number is null group by h.household_id having count(*) > 1 order by h.household_id limit 1
  `.execute(engines.db);
  const [one, other] = rows[0]?.members.map(Number) ?? [];
  return [one ?? 0, other ?? 0];
}

describe('decisions by hand', () => {
  const decide = (customerId: number, withCustomerId: number | null) =>
    decideHousehold(
      { db: engines.db, clock },
      { customerId, withCustomerId, note: 'said on the phone', by: 'anna' },
    );

  it('hold at once and after every derivation, until they are undone', async () => {
    const before = await stored();
    const [one, other] = await twoOfOneHome();
    const { decisionId } = orThrow(await decide(other, null));
    const alone = orThrow(await householdOfCustomer(engines.db, { customerId: other }));
    expect(alone).toMatchObject({
      size: 1,
      decisions: [{ decisionId, withCustomer: null, note: 'said on the phone' }],
    });
    const left = orThrow(await householdOfCustomer(engines.db, { customerId: one }));
    expect(left.members.map(({ customerId }) => customerId)).not.toContain(other);

    const decided = await stored();
    expect(await derive()).toMatchObject({ changed: 0 });
    expect(await stored()).toEqual(decided);

    orThrow(await undoHouseholdDecision({ db: engines.db, clock }, { decisionId, by: 'anna' }));
    orThrow(await undoHouseholdDecision({ db: engines.db, clock }, { decisionId, by: 'anna' }));
    expect(await stored()).toEqual(before);
    expect(await derive()).toMatchObject({ changed: 0 });
  });

  it('put together whom addresses do not', async () => {
    const before = await stored();
    const { rows } = await sql<{ id: number }>`
      select customer_id as id from identify.customer c
      where not exists (select from identify.household_of h where h.customer_id = c.customer_id) order by 1 limit 2
    `.execute(engines.db);
    const [one = 0, other = 0] = rows.map(({ id }) => id);
    const { decisionId } = orThrow(await decide(other, one));
    const home = orThrow(await householdOfCustomer(engines.db, { customerId: one }));
    expect(home).toMatchObject({ householdId: one, size: 2 });
    expect(home.members.map(({ customerId }) => customerId)).toEqual([one, other]);
    expect(await derive()).toMatchObject({ changed: 0 });
    orThrow(await undoHouseholdDecision({ db: engines.db, clock }, { decisionId, by: 'anna' }));
    expect(await stored()).toEqual(before);
  });

  it('are refused for nobody, and for somebody with herself', async () => {
    const [one] = await twoOfOneHome();
    for (const [customer, fellow, code] of [
      [999_999_999, null, 'customer-not-found'],
      [one, 999_999_999, 'customer-not-found'],
      [one, one, 'household-with-herself'],
    ] as const) {
      const refused = await decide(customer, fellow);
      expect(isRefusal(refused) && refused.code).toBe(code);
    }
    const never = await undoHouseholdDecision({ db: engines.db, clock }, { decisionId: 999_999, by: 'anna' });
    expect(isRefusal(never) && never.code).toBe('household-decision-not-found');
  });
});

describe('the list of households', () => {
  it('gives each once, the largest first, page by page', async () => {
    const seen: number[] = [];
    const sizes: number[] = [];
    for (let cursor: string | undefined; ; ) {
      const page = orThrow(await pageOfHouseholds(engines.db, { limit: 100, cursor }));
      for (const { householdId, size, members } of page.items) {
        seen.push(householdId);
        sizes.push(size);
        expect(members).toHaveLength(size);
      }
      if (page.nextCursor === null) {
        expect(seen).toHaveLength(page.households);
        break;
      }
      cursor = page.nextCursor;
    }
    expect(new Set(seen).size).toBe(seen.length);
    expect(sizes).toEqual(sizes.toSorted((a, b) => b - a));
  });

  it('is searched by a member', async () => {
    const [one] = await twoOfOneHome();
    const home = orThrow(await householdOfCustomer(engines.db, { customerId: one }));
    const name = home.members[0]?.name ?? '';
    const page = orThrow(await pageOfHouseholds(engines.db, { search: name, limit: 50 }));
    expect(page.items.map(({ householdId }) => householdId)).toContain(home.householdId);
  });
});

it('offers attributes: sizes, sales of all, one first in each household', async () => {
  await engines.warehouse.insert(
    'customers',
    [1, 2, 3].map((customer_id) => ({ customer_id, first_seen_at: '2026-01-01 00:00:00.000', version: 1 })),
  );
  await engines.warehouse.insert('household_of_rows', [
    { customer_id: 1, household_id: 1, version: 1 },
    { customer_id: 2, household_id: 1, version: 1 },
    { customer_id: 3, household_id: 1, version: 1 },
    { customer_id: 3, household_id: 3, version: 2 },
  ]);
  await engines.warehouse.command('SYSTEM RELOAD DICTIONARY household_of');
  const { rows } = await sql<{ target: string }>`select distinct target from platform.outbox`.execute(
    engines.db,
  );
  expect(rows.map(({ target }) => target)).toContain('household_of_rows');
  const values = await engines.warehouse.query<Record<string, unknown>>(
    `SELECT customer_id, ${householdsAttributes.attributes.map(({ name, expression }) => `${expression} AS ${name}`).join(', ')}
     FROM (${householdsAttributes.query}) ORDER BY customer_id`,
    { now: '2026-11-22 00:00:00.000' },
  );
  expect(
    values.map((row) => ({
      id: row['customer_id'],
      size: row['householdSize'],
      first: Boolean(row['firstOfHousehold']),
    })),
  ).toEqual([
    { id: 1, size: 2, first: true },
    { id: 2, size: 2, first: false },
    { id: 3, size: 1, first: true },
  ]);
});
