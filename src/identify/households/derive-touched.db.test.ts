import fc from 'fast-check';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { customersData, forgetPeopleOfImport, refreshCustomers } from '#identify/customers';
import { standingClock } from '#platform/clock';
import { sql } from '#platform/database';
import { readDerivedHouseholds } from '#test/derived-identity';
import { openTestEngines, type TestEngines } from '#test/engines';
import { readMarketRecords } from '#test/market-records';
import { makeMarketSources, takeRows } from '#test/market-rows';
import { decideHousehold, undoHouseholdDecision } from './decide-household.ts';
import { deriveHouseholds } from './derive-households.ts';
import { householdsData } from './households-data.ts';

let engines: TestEngines;
const at = new Date('2026-11-22T10:00:00Z');
const clock = standingClock(at);
const { rows } = readMarketRecords({ seed: 'touched', people: 700, until: '2026-11-22' });
const base = Math.floor(rows.length / 2);
let imports = 1;

beforeAll(async () => {
  engines = await openTestEngines();
  await makeMarketSources(engines.db);
  await takeRows(engines.db, rows.slice(0, base), { importId: 1, chunk: 0, at });
  await derive();
});
afterAll(() => engines.close());

const derive = (whole = false) => deriveHouseholds({ server: engines.database }, { whole });

const derived = () => readDerivedHouseholds(engines.db);

/** What was derived where something changed is what deriving everybody says. */
async function isAsWhole(): Promise<void> {
  const little = await derived();
  expect(await derive(true)).toMatchObject({ changed: 0 });
  expect(little).toEqual(await derived());
}

async function idsOf(query: ReturnType<typeof sql<{ id: number }>>): Promise<number[]> {
  return (await query.execute(engines.db)).rows.map(({ id }) => id);
}
const customers = () => idsOf(sql`select customer_id as id from identify.customer order by 1`);
const persons = () => idsOf(sql`select distinct person_id as id from identify.person_record order by 1`);

/** Says something else of two persons, as a correction would, and derives their customers. */
async function rewrite(personIds: readonly number[], fields: Record<string, string>): Promise<void> {
  await sql`update identify.person_record set fields = fields || ${JSON.stringify(fields)}::jsonb
    where person_id = any (${personIds}::bigint[])`.execute(engines.db);
  await engines.db.transaction().execute((trx) => refreshCustomers(trx, { personIds, at }));
}

const kinds = [
  'import',
  'undo import',
  'merge',
  'part',
  'move',
  'lose the street',
  'erase',
  'decide',
  'undo decision',
] as const;
type Step = { readonly do: (typeof kinds)[number]; readonly pick: number; readonly with: number };
const anyStep: fc.Arbitrary<Step> = fc.record({
  ...{ do: fc.constantFrom(...kinds), pick: fc.nat({ max: 10_000 }), with: fc.nat({ max: 10_000 }) },
});

async function take(step: Step): Promise<void> {
  const from = <Item>(items: readonly Item[], pick: number) => items[pick % items.length];
  const [everybody, all] = [await persons(), await customers()];
  const [one = 0, other = 0] = [from(everybody, step.pick), from(everybody, step.with)];
  const transaction = engines.db.transaction();
  switch (step.do) {
    case 'import': {
      imports += 1;
      const start = step.pick % rows.length;
      const some = rows.slice(start, start + (step.with % 30) + 1);
      return takeRows(engines.db, some, { importId: imports, chunk: 0, at });
    }
    case 'undo import': {
      const importId = 2 + (step.pick % Math.max(1, imports));
      return void (await transaction.execute((trx) => forgetPeopleOfImport(trx, { importId, at })));
    }
    case 'merge':
      return rewrite([one, other], { cardNumber: `CARD-${step.pick}` });
    case 'part':
      return rewrite([one], { cardNumber: '', email: '' });
    case 'move': {
      const { rows: said } = await sql<{ fields: Record<string, string> }>`
        select jsonb_build_object('street', fields ->> 'street', 'postcode', fields ->> 'postcode', 'city', fields ->> 'city') as fields
        from identify.person_record where person_id = ${other} and fields ? 'street' limit 1`.execute(
        engines.db,
      );
      return rewrite([one], said[0]?.fields ?? { phone: `06 00 00 ${step.pick % 10} 00` });
    }
    case 'lose the street':
      return rewrite([one], { street: '' });
    case 'erase': {
      const subject = {
        ...{ customerId: one, personIds: [one], keys: [], emails: [], cards: [], told: [], importIds: [] },
      };
      return transaction.execute(async (trx) => {
        await householdsData.erase?.(trx, subject, at);
        await customersData(engines.warehouse).erase?.(trx, subject, at);
      });
    }
    case 'decide': {
      const [customerId = 0, fellow = 0] = [from(all, step.pick), from(all, step.with)];
      const withCustomerId = step.with % 3 === 0 ? null : fellow;
      return void (await decideHousehold(
        { db: engines.db, clock },
        { customerId, withCustomerId, note: '', by: 'test' },
      ));
    }
    default: {
      const taken = await idsOf(
        sql`select decision_id as id from identify.household_decision where undone_at is null order by 1`,
      );
      const decisionId = from(taken, step.pick);
      if (decisionId !== undefined)
        await undoHouseholdDecision({ db: engines.db, clock }, { decisionId, by: 'test' });
    }
  }
}

it('comes, where something changed, to what deriving everybody comes to, whatever happened', {
  timeout: 600_000,
}, async () => {
  const runs = Number(process.env['TORTURE'] ?? 8);
  await fc.assert(
    fc.asyncProperty(fc.array(anyStep, { minLength: 3, maxLength: 8 }), async (steps) => {
      for (const [place, one] of steps.entries()) {
        await take(one);
        if (place % 2 === 1) await derive();
      }
      await derive();
      await isAsWhole();
    }),
    { numRuns: runs, endOnFailure: true },
  );
});

it('looks at few when little changed, and at nobody when nothing did', async () => {
  await derive();
  expect(await derive()).toMatchObject({ changed: 0 });
  const before = await derived();
  const [one = 0] = await persons();
  await rewrite([one], { phone: '06 98 76 54 32' });
  let looked = 0;
  await deriveHouseholds(
    { server: engines.database },
    {
      onProgress: async (people) => {
        looked = people;
      },
    },
  );
  expect(looked).toBe(1);
  await isAsWhole();
  expect(await derived()).not.toEqual(before);
});

it('comes to the same when two work at once, and loses nothing of what one gave up', async () => {
  const some = rows.slice(base, base + 60);
  imports += 1;
  await takeRows(engines.db, some, { importId: imports, chunk: 0, at });
  const gaveUp = deriveHouseholds(
    { server: engines.database },
    { onProgress: () => Promise.reject(new Error('gave up')) },
  );
  await expect(gaveUp).rejects.toThrow('gave up');
  const two = await Promise.all([derive(), derive()]);
  expect(two.filter(({ changed }) => changed > 0)).toHaveLength(1);
  await isAsWhole();
});
