import fc from 'fast-check';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import {
  changeSurvivorship,
  customersData,
  findCustomer,
  forgetPeopleOfImport,
  raiseTombstones,
  readSubject,
} from '#identify/customers';
import { consentData, recordConsents } from '#identify/consent';
import { sql } from '#platform/database';
import { isRefusal, orThrow } from '#platform/errors';
import { newId } from '#platform/ids';
import { forgetWhoIsWho, readCustomers } from '#test/derived-identity';
import { customersOfRows } from '#test/market-rows';
import { type MatchedMarket, openMatchedMarket } from '#test/matched-market';
import { decidePair } from './decide-pair.ts';
import { mergeCustomers } from './merge-customers.ts';
import { undoAct } from './undo-act.ts';
import { unmergeCustomer } from './unmerge-customer.ts';

/** Records of people who have several, and of their families: where there is something to decide. */
let rows: MatchedMarket['market']['rows'];
let matched: MatchedMarket;
beforeAll(async () => {
  matched = await openMatchedMarket();
  const { market } = matched;
  rows = market.rows.filter(
    (_, place) =>
      market.persons.indexOf(market.persons[place] ?? 0) !==
      market.persons.lastIndexOf(market.persons[place] ?? 0),
  );
});
afterAll(() => matched.engines.close());
/** Nobody is known; the model stays in force. */
beforeEach(() => forgetEverybody());

const forgetEverybody = () => forgetWhoIsWho(matched.engines.db);

/**
 * All that is derived, as it is, but for versions and times of writing, and but for the numbers that hold an erased person's figures together.
 */
async function derived(): Promise<unknown> {
  const { rows: found } = await sql<object>`
    select (select jsonb_agg(to_jsonb(c) - 'version' - 'changed_at' order by customer_id) from identify.customer c) as customers,
           (select jsonb_agg(to_jsonb(o) order by person_id) from identify.customer_of o join identify.person using (person_id)) as clusters,
           (select jsonb_agg(to_jsonb(k) order by person_id, kind) from identify.person_key k) as keys,
           (select jsonb_agg(to_jsonb(l) order by low, high) from identify.match_link l) as links,
           (select jsonb_agg(to_jsonb(m) order by person_id) from identify.match_person m) as matched,
           (select jsonb_agg(to_jsonb(c) order by block) from identify.match_crowded c) as crowded`.execute(
    matched.engines.db,
  );
  return found[0];
}

/** Derives everything anew from what is said, the model and the decisions, as if nothing had been derived before. */
async function deriveAnew(): Promise<void> {
  await sql`truncate identify.person_key, identify.customer, identify.customer_of, identify.crowded_key,
    identify.match_person, identify.match_link, identify.match_crowded`.execute(matched.engines.db);
  await sql`insert into identify.match_unsettled select person_id from identify.person`.execute(
    matched.engines.db,
  );
  await sql`insert into identify.match_pending (person_id)
    select distinct person_id from identify.person_record on conflict do nothing`.execute(matched.engines.db);
  await matched.match();
}

const customerIds = () => readCustomers(matched.engines.db);

type Step =
  | { readonly do: 'import'; readonly from: number; readonly count: number }
  | { readonly do: 'match' }
  | { readonly do: 'undo import'; readonly pick: number }
  | {
      readonly do: 'merge' | 'decide same' | 'decide different' | 'unmerge';
      readonly pick: number;
      readonly with: number;
    }
  | { readonly do: 'undo'; readonly pick: number }
  | { readonly do: 'say'; readonly pick: number }
  | { readonly do: 'rules'; readonly pick: number }
  | { readonly do: 'erase'; readonly pick: number };

const number = fc.nat({ max: 10_000 });
const anyStep: fc.Arbitrary<Step> = fc.oneof(
  {
    weight: 3,
    arbitrary: fc.record({
      do: fc.constant('import' as const),
      from: number,
      count: fc.integer({ min: 1, max: 25 }),
    }),
  },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('match' as const) }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('undo import' as const), pick: number }) },
  {
    weight: 4,
    arbitrary: fc.record({
      do: fc.constantFrom(
        'merge' as const,
        'decide same' as const,
        'decide different' as const,
        'unmerge' as const,
      ),
      ...{ pick: number, with: number },
    }),
  },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('undo' as const), pick: number }) },
  {
    weight: 2,
    arbitrary: fc.oneof(
      fc.record({ do: fc.constant('say' as const), pick: number }),
      fc.record({ do: fc.constant('erase' as const), pick: number }),
      fc.record({ do: fc.constant('rules' as const), pick: number }),
    ),
  },
);

type World = { imports: number; readonly acts: number[]; readonly erased: { ids: number[]; keys: string[] } };

/** Takes a step; what there is nothing to do it on is left undone. Every act is also taken, undone, and taken again. */
async function take(step: Step, world: World): Promise<void> {
  if (step.do === 'import') {
    world.imports += 1;
    const from = step.from % rows.length;
    await matched.take(rows.slice(from, from + step.count), world.imports);
    return;
  }
  if (step.do === 'match') return void (await matched.match());
  if (step.do === 'undo import') {
    if (world.imports === 0) return;
    const importId = (step.pick % world.imports) + 1;
    await matched.engines.db
      .transaction()
      .execute((trx) => forgetPeopleOfImport(trx, { importId, at: matched.at }));
    return;
  }
  if (step.do === 'undo') {
    const actId = world.acts[step.pick % Math.max(1, world.acts.length)];
    if (actId !== undefined) await undoAct(matched.acting, { actId, by: 'test' });
    return;
  }
  if (step.do === 'rules') return chooseRules(step.pick);
  if (step.do === 'say' || step.do === 'erase') {
    const customers = await customerIds();
    const one = customers[step.pick % customers.length];
    if (one === undefined) return;
    return step.do === 'say' ? say(one.persons, step.pick) : erase(one.id, world);
  }
  const act = () => decide(step);
  const before = await derived();
  const done = await act();
  if (done === undefined) return;
  orThrow(await undoAct(matched.acting, { actId: done, by: 'test' }));
  expect(await derived()).toEqual(before);
  const again = await act();
  if (again !== undefined) world.acts.push(again);
}

/** Somebody chooses other rules of survivorship, and matching brings customers up to date with them. */
async function chooseRules(pick: number): Promise<void> {
  const trusted = { by: 'trusted' as const, sources: ['phone', 'web'] };
  const of = (place: number) =>
    ([{ by: 'agreed' }, trusted] as const)[(pick + place) % 3] ?? { by: 'latest' as const };
  const pieces = { email: of(1), phone: of(2), birthDate: of(3), cardNumber: of(4), other: of(5) };
  const name = pick % 4 === 0 ? ({ by: 'complete' } as const) : of(0);
  orThrow(
    await changeSurvivorship(matched.acting, { rules: { name, address: name, ...pieces }, by: 'test' }),
  );
  await matched.match();
}

/** Somebody says yes, or no, on one of a customer's records. */
const say = (persons: readonly number[], pick: number): Promise<void> =>
  matched.engines.db.transaction().execute(async (trx) => {
    const consent = { channel: 'email', purpose: 'marketing', brand: '', source: 'test', line: null };
    const status = pick % 2 === 0 ? ('granted' as const) : ('withdrawn' as const);
    const personId = persons[pick % persons.length] ?? 0;
    const occurredAt = new Date(matched.at.getTime() - pick * 1000);
    await recordConsents(trx, {
      ...{ importId: null, chunk: null, at: matched.at },
      consents: [{ ...consent, status, personId, occurredAt, evidence: {} }],
    });
  });

/** What the program does in PostgreSQL to erase somebody: marks that keep her out, then all that was said and derived of her. */
const erase = (customerId: number, world: World): Promise<void> =>
  matched.engines.db.transaction().execute(async (trx) => {
    const customer = await findCustomer(trx, customerId);
    if (customer === undefined) return;
    const subject = await readSubject(trx, customer);
    const erasureId = newId(matched.at);
    await sql`insert into identify.erasure (erasure_id, customer_id, person_ids, reason, state, asked_by, asked_at)
      values (${erasureId}, ${customerId}, ${customer.personIds}::bigint[], 'request', 'running', 'test', ${matched.at})`.execute(
      trx,
    );
    await raiseTombstones(trx, erasureId, subject);
    for (const holder of [consentData(matched.engines), customersData(matched.engines.warehouse)])
      await holder.erase?.(trx, subject, matched.at);
    world.erased.ids.push(...customer.personIds);
    world.erased.keys.push(...subject.keys.map(({ sourceId, sourceKey }) => `${sourceId}:${sourceKey}`));
  });

/** Where erased people are still told of, by number, in what identifies people, or have come back under a key of theirs. */
async function tracesOf({ ids, keys }: World['erased']): Promise<string[]> {
  const { rows: found } = await sql<{ trace: string }>`
    with gone as (select unnest(${ids}::bigint[]) as id)
    select 'person ' || p.person_id as trace from identify.person p
      where p.person_id in (select id from gone) or p.source_id || ':' || p.source_key = any (${keys}::text[])
    union all select 'record ' || person_id from identify.person_record where person_id in (select id from gone)
    union all select 'key ' || person_id from identify.person_key where person_id in (select id from gone)
    union all select 'consent ' || person_id from identify.consent where person_id in (select id from gone)
    union all select 'customer ' || customer_id from identify.customer where customer_id in (select id from gone)
    union all select 'matched ' || person_id from identify.match_person where person_id in (select id from gone)
    union all select 'pending ' || person_id from identify.match_pending where person_id in (select id from gone)
    union all select 'link ' || low || '-' || high from identify.match_link
      where low in (select id from gone) or high in (select id from gone)
    union all select 'decision ' || low || '-' || high from identify.match_decision
      where low in (select id from gone) or high in (select id from gone)`.execute(matched.engines.db);
  return found.map(({ trace }) => trace);
}

async function decide(step: Extract<Step, { with: number }>): Promise<number | undefined> {
  const customers = await customerIds();
  const [one, other] = [customers[step.pick % customers.length], customers[step.with % customers.length]];
  if (one === undefined || other === undefined) return undefined;
  const by = { by: 'test', note: '' };
  const [low, high] = [one.persons[0] ?? 0, other.persons.at(-1) ?? 0];
  const done =
    step.do === 'merge'
      ? await mergeCustomers(matched.acting, { ...by, customerIds: [one.id, other.id] })
      : step.do === 'unmerge'
        ? await unmergeCustomer(matched.acting, {
            ...by,
            customerId: one.id,
            groups: [[one.persons.at(-1) ?? 0]],
          })
        : await decidePair(matched.acting, {
            ...by,
            low,
            high,
            verdict: step.do === 'decide same' ? 'same' : 'different',
          });
  return isRefusal(done) ? undefined : done.actId;
}

describe('who is one customer', () => {
  it('follows from what is said, the model and the acts that hold, whatever happened on the way; an act undone leaves no trace, nor does whoever was erased', {
    timeout: 600_000,
  }, async () => {
    const runs = Number(process.env['TORTURE'] ?? 12);
    await fc.assert(
      fc.asyncProperty(fc.array(anyStep, { minLength: 4, maxLength: 14 }), async (steps) => {
        await forgetEverybody();
        const world: World = { imports: 0, acts: [], erased: { ids: [], keys: [] } };
        for (const one of steps) await take(one, world);
        await matched.match();
        const lived = await derived();
        expect(await tracesOf(world.erased)).toEqual([]);
        // Of those who are left, as if the erased had never been: nothing of them is there to derive from.
        await deriveAnew();
        expect(await derived()).toEqual(lived);
      }),
      { numRuns: runs, endOnFailure: true },
    );
  });

  it('is the same for any order of arrival and any size of batches', { timeout: 300_000 }, async () => {
    const groups = (customers: Int32Array, of: readonly (readonly string[])[]) => {
      const found = new Map<number, string[]>();
      for (const [place, customer] of customers.entries())
        found.set(customer, [...(found.get(customer) ?? []), of[place]?.slice(0, 2).join() ?? '']);
      return [...found.values()].map((group) => group.toSorted().join(' ')).toSorted();
    };
    const arrive = async (order: readonly (readonly string[])[], batch: number) => {
      await forgetEverybody();
      for (let from = 0; from < order.length; from += batch) {
        await matched.take(order.slice(from, from + batch), 1 + from);
        await matched.match();
      }
      return groups(await customersOfRows(matched.engines.db, order), order);
    };
    const together = await arrive(rows, rows.length);
    expect(together.filter((group) => group.includes(' ')).length).toBeGreaterThan(100);
    expect(await arrive(rows.toReversed(), 97)).toEqual(together);
    const mixed = rows.toSorted((a, b) => ((a[9] ?? '') + a[1] < (b[9] ?? '') + b[1] ? -1 : 1));
    expect(await arrive(mixed, 41)).toEqual(together);
  });
});
