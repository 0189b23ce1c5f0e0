import { afterAll, beforeAll, expect, it } from 'vitest';
import { createStream, type RandomStream, uniform } from '#analytics/random';
import { refreshValues } from '#differentiate/value';
import { standingClock } from '#platform/clock';
import { sql } from '#platform/database';
import { orThrow } from '#platform/errors';
import { openTestEngines, type TestEngines } from '#test/engines';
import { accountByHand, type Fact } from '#test/profit-by-hand';
import type { CostEntry, CostModel } from './api.ts';
import { listCostModels } from './cost-model.store.ts';
import { customerProfit } from './customer-profit.ts';
import { addExact } from './exact.ts';
import { lineCustomers } from './line-customers.ts';
import { profitFacts } from './profit-facts.ts';
import { belowZero, profitStatement } from './profit-statement.ts';
import { adoptWhatIf, changeActualCosts, changeWhatIf, copyCosts } from './save-costs.ts';
import { whatIf } from './what-if.ts';
import { profitPart } from './write-profits.ts';

const clock = standingClock('2026-11-22T12:00:00Z');
let engines: TestEngines;
let facts: Fact[];

const entry = (id: string, more: Partial<CostEntry>): CostEntry => ({
  ...{ id, name: id, line: 'distribution', driver: 'order', price: { by: 'rate', rate: '1' } },
  ...{ channel: null, brand: null, from: null, until: null, cheaper: null },
  ...more,
});

const model: CostModel = {
  entries: [
    entry('picking', { driver: 'line', price: { by: 'rate', rate: '0.35' } }),
    entry('shipping-web', {
      channel: 'web',
      price: { by: 'rate', rate: '5.9' },
      cheaper: { name: 'pick-up point', rate: '3.2' },
    }),
    entry('shipping-old', { channel: 'web', until: '2026-03-31', price: { by: 'rate', rate: '0.101' } }),
    entry('returns', { driver: 'return', line: 'orderHandling', price: { by: 'rate', rate: '2.75' } }),
    entry('cards', { driver: 'salesPercent', line: 'selling', price: { by: 'rate', rate: '1.4' } }),
    entry('brand-fee', {
      driver: 'salesPercent',
      line: 'selling',
      brand: 'Thé & Co',
      price: { by: 'rate', rate: '3' },
    }),
    entry('call-centre', {
      ...{ driver: 'call', line: 'selling', from: '2026-01-01', until: '2026-06-30' },
      price: { by: 'pool', amount: '1000' },
    }),
    entry('letters', { driver: 'letter', line: 'selling', price: { by: 'rate', rate: '0.83' } }),
    entry('mails', { driver: 'email', line: 'selling', price: { by: 'rate', rate: '0.002' } }),
    entry('carrier', { driver: 'kg', price: { by: 'rate', rate: '0.72' } }),
    // More order costs than one set of orders has bits for.
    ...['01', '02', '03', '04', '05', '06', '07', '08'].map((month) =>
      entry(`order-${month}`, {
        ...{ line: 'orderHandling', from: `2026-${month}-01`, until: `2026-${month}-28` },
        price: { by: 'rate', rate: '0.003' },
      }),
    ),
  ],
  noCost: [],
  common: [{ name: 'rent', amount: '36500', from: '2026-01-01', until: '2026-12-31' }],
  assumedReliability: 1,
};

/** Two hundred persons with sales, returns, calls, letters and parcels over two years; some unknown, some merged, some costs unsaid. */
function invent(random: RandomStream): Fact[] {
  const pick = <T>(list: readonly T[]) => list[Math.floor(uniform(random) * list.length)] as T;
  const at = () => new Date(clock.now().getTime() - Math.floor(uniform(random) * 730 * 86_400_000));
  return Array.from({ length: 3000 }, (_, index): Fact => {
    const person = Math.floor(uniform(random) * 60);
    const kind = pick(['line', 'line', 'line', 'line', 'call', 'letter', 'email', 'parcel'] as const);
    if (kind !== 'line')
      return { kind, person, at: at(), kg: String(1 + Math.floor(uniform(random) * 40) / 8) };
    const quantity = pick([1, 1, 2, 3, -1]);
    const cents = 100 + Math.floor(uniform(random) * 4000);
    const cost = person % 9 === 4 ? null : `${Math.floor(cents * 0.7) / 100}`;
    const net = ((quantity * cents) / 100).toFixed(2);
    const order = `${person}-${Math.floor(index / 40)}`;
    return {
      kind,
      person,
      at: at(),
      order,
      quantity,
      net,
      cost,
      channel: pick(['web', 'shop']),
      sku: pick(['tea', 'cup']),
    };
  });
}

async function store(): Promise<void> {
  const { warehouse } = engines;
  await warehouse.insert('products', [
    { sku: 'tea', name: 'Thé', brand: 'Thé & Co', version: 1 },
    { sku: 'cup', name: 'Tasse', version: 1 },
  ]);
  await warehouse.insert('customer_of_rows', [{ person_id: 50, customer_id: 5, version: 1 }]);
  await warehouse.command('SYSTEM RELOAD DICTIONARY customer_of');
  const when = (fact: Fact) => fact.at.toISOString();
  await warehouse.insert(
    'order_lines',
    facts.flatMap((fact, line) =>
      fact.kind !== 'line'
        ? []
        : [
            {
              ...{
                person_id: fact.person,
                source_id: 1,
                order_key: fact.order,
                ordered_at: when(fact),
                sku: fact.sku,
              },
              ...{ quantity: String(fact.quantity), net: fact.net, unit_cost: fact.cost, currency: 'EUR' },
              ...{ channel: fact.channel, line },
            },
          ],
    ),
  );
  await warehouse.insert(
    'events',
    facts.flatMap((fact, line) => {
      if (fact.kind !== 'call' && fact.kind !== 'parcel') return [];
      const properties = fact.kind === 'parcel' ? JSON.stringify({ kg: fact.kg }) : '{}';
      return [{ person_id: fact.person, type: fact.kind, occurred_at: when(fact), properties, line }];
    }),
  );
  await warehouse.insert(
    'contacts',
    facts.flatMap((fact, line) => {
      if (fact.kind !== 'letter' && fact.kind !== 'email') return [];
      const channel = fact.kind === 'letter' ? 'post' : 'email';
      return [{ person_id: fact.person, channel, kind: 'sent', occurred_at: when(fact), line }];
    }),
  );
}

const needs = () => ({ db: engines.db, warehouse: engines.warehouse });
const refresh = async () =>
  orThrow(
    await refreshValues({
      server: engines.database,
      warehouse: engines.warehouse,
      clock,
      parts: [profitPart(needs())],
    }),
  );

beforeAll(async () => {
  engines = await openTestEngines();
  facts = invent(createStream('profit'));
  await store();
  for (let id = 1; id < 60; id++) {
    if (id === 50) continue;
    await sql`
      insert into identify.customer (customer_id, persons, sources, sort_name, search_text, first_seen_at, changed_at, version)
      values (${id}, 1, '{1}', '', '', now(), now(), 1)`.execute(engines.db);
  }
  await sql`insert into identify.customer_of values (50, 5)`.execute(engines.db);
});
afterAll(() => engines.close());

it('before anybody says a cost, knows the margin and leaves the profit unknown, never zero', async () => {
  await refresh();
  const statement = orThrow(await profitStatement(needs()));
  expect(statement.account).toMatchObject({ directProfit: null, costOfGoods: null, grossMargin: null });
  expect(statement.account.costs.map((one) => one.amount)).toEqual([null, null, null]);
  const costed = orThrow(await customerProfit(needs(), { customerId: 1 }));
  expect(costed.account.grossMargin).not.toBeNull();
  expect(costed.account.directProfit).toBeNull();
});

it('adds up to the facts, to the last decimal: every customer, nobody known, and the whole', async () => {
  orThrow(await changeActualCosts(needs(), { definition: model, version: 0, by: 'test', at: clock.now() }));
  await refresh();
  const statement = orThrow(await profitStatement(needs()));
  const period = { from: new Date(statement.period.from), until: new Date(statement.period.until) };
  const brandOf = (sku: string) => (sku === 'tea' ? 'Thé & Co' : '');
  const byHand = (persons?: readonly number[]) =>
    accountByHand(facts, model.entries, period, { brandOf, persons });
  const whole = byHand();
  const { account, unidentified } = statement;
  expect(addExact([account.netSales, unidentified.netSales])).toBe(whole.netSales);
  expect(addExact([account.profitAtMost, unidentified.profitAtMost])).toBe(whole.profitAtMost);
  expect(unidentified.netSales).toBe(byHand([0]).netSales);
  const rows = account.costs.flatMap((cost) => cost.rows);
  expect(rows.map((row) => row.id).toSorted()).toEqual(model.entries.map((one) => one.id).toSorted());
  for (const row of rows) {
    const other = unidentified.costs.flatMap((cost) => cost.rows).find((one) => one.id === row.id);
    expect(addExact([row.amount ?? 'x', other?.amount ?? 'x']), row.id).toBe(whole.amounts[row.id]);
  }
  for (const customerId of [1, 2, 5, 13, 31]) {
    const one = orThrow(await customerProfit(needs(), { customerId }));
    const hand = byHand(customerId === 5 ? [5, 50] : [customerId]);
    expect(one.account).toMatchObject({ netSales: hand.netSales, profitAtMost: hand.profitAtMost });
    expect(one.account.directProfit === null).toBe(hand.uncosted > 0);
  }
  expect(statement.common).toMatchObject([{ name: 'rent' }]);
});

it('every line of a customer’s account is the sum of its facts', async () => {
  const { account } = orThrow(await customerProfit(needs(), { customerId: 5 }));
  const lines = [
    ['netSales', account.netSales],
    ['returned', account.returned],
    ['costOfGoods', account.costOfGoods],
    ...account.costs.flatMap((cost) => cost.rows.map((row) => [row.id, row.amount] as const)),
  ] as const;
  for (const [line, amount] of lines) {
    const found = orThrow(await profitFacts(needs(), { customerId: 5, line, limit: 200 }));
    expect(found.total, line).toBe(amount);
    expect(addExact(found.items.map((item) => item.amount ?? 'x')), line).toBe(amount);
  }
  const first = orThrow(await profitFacts(needs(), { customerId: 5, line: 'netSales', limit: 3 }));
  const second = orThrow(
    await profitFacts(needs(), { customerId: 5, line: 'netSales', limit: 3, cursor: first.nextCursor ?? '' }),
  );
  expect(second.items[0]).not.toEqual(first.items[0]);
  expect(await profitFacts(needs(), { customerId: 5, line: 'rent', limit: 3 })).toMatchObject({
    code: 'no-such-line',
  });
});

it('every line of the account of the base is the sum of the customers who make it, the largest first', async () => {
  const { account } = orThrow(await profitStatement(needs()));
  const lines = [
    ['netSales', account.netSales],
    ['returned', account.returned],
    ['costOfGoods', account.knownCostOfGoods],
    ...account.costs.flatMap((cost) =>
      cost.rows.flatMap((row) => (row.amount === null ? [] : [[row.id, row.amount] as const])),
    ),
  ] as const;
  for (const [line, amount] of lines) {
    const all = orThrow(await lineCustomers(needs(), { line, limit: 200 }));
    expect(all.total, line).toBe(amount);
    expect(addExact(all.items.map((item) => item.amount)), line).toBe(amount);
    expect(all.items).toHaveLength(all.customers);
    const sizes = all.items.map((item) => Math.abs(Number(item.amount)));
    expect(sizes, line).toEqual(sizes.toSorted((a, b) => b - a));
    const [first] = all.items;
    if (first === undefined || line === 'costOfGoods') continue;
    const behind = orThrow(await profitFacts(needs(), { customerId: first.customerId, line, limit: 1 }));
    expect(behind.total, line).toBe(first.amount);
  }
  const paged = orThrow(await lineCustomers(needs(), { line: 'netSales', limit: 1 }));
  const next = await lineCustomers(needs(), { line: 'netSales', limit: 1, cursor: paged.nextCursor ?? '' });
  const both = orThrow(await lineCustomers(needs(), { line: 'netSales', limit: 2 }));
  expect([...paged.items, ...orThrow(next).items]).toEqual(both.items);
  expect(await lineCustomers(needs(), { line: 'rent', limit: 3 })).toMatchObject({ code: 'no-such-line' });
  expect(await lineCustomers(needs(), { line: 'netSales', limit: 3, cursor: 'x' })).toMatchObject({
    code: 'bad-cursor',
  });
});

it('finds who costs more than they bring, why, and prices a cheaper way', async () => {
  const { belowZero: below } = orThrow(await profitStatement(needs()));
  const list = orThrow(await belowZero(needs(), { limit: 200 }));
  expect(list.items).toHaveLength(below.customers);
  expect(below.customers).toBeGreaterThan(0);
  expect(addExact(list.items.map((one) => one.profit))).toBe(below.loss);
  expect(below.causes.reduce((sum, one) => sum + one.customers, 0)).toBe(below.customers);
  expect(below.cheaper.find((one) => one.by.en === 'pick-up point')).toMatchObject({
    rate: '5.9',
    cheaperRate: '3.2',
  });
  expect(below.cheaper.find((one) => one.instead === 'letters')).toMatchObject({ cheaperRate: '0.002' });
  const paged = orThrow(await belowZero(needs(), { limit: 1 }));
  const next = orThrow(await belowZero(needs(), { limit: 1, cursor: paged.nextCursor ?? '' }));
  expect(next.items[0]).toEqual(list.items[1]);
  const worst = list.items[0]?.customerId ?? 0;
  expect(list.items[0]?.name).toBe('');
  await sql`update identify.customer set given_name = 'Anne', family_name = 'Petit' where customer_id = ${worst}`.execute(
    engines.db,
  );
  const named = orThrow(await belowZero(needs(), { limit: 2 }));
  expect(named.items.map(({ name }) => name)).toEqual(['Anne Petit', '']);
});

it('a driver nobody recorded leaves its line and the profit unknown, and says which facts would tell', async () => {
  const copy = await copyCosts(needs(), { name: 'With visits', by: 'test', at: clock.now() });
  const definition = {
    ...model,
    entries: [
      ...model.entries,
      entry('visits', { driver: 'visit', line: 'selling', price: { by: 'rate', rate: '80' } }),
    ],
  };
  const id = copy.costModelId ?? 0;
  orThrow(await changeWhatIf(needs(), id, { definition, version: 1, by: 'test', at: clock.now() }));
  const { now, then } = orThrow(await whatIf(needs(), { costModelId: id }));
  expect(now.account.netSales).toBe(then.account.netSales);
  expect(then.account.directProfit).toBeNull();
  const selling = then.account.costs.find((cost) => cost.line === 'selling');
  expect(selling).toMatchObject({ amount: null });
  expect(selling?.rows.find((row) => row.id === 'visits')?.unknown?.en).toContain('import events “visit”');
});

it('a what-if copy changes the account and nothing else', async () => {
  const copy = await copyCosts(needs(), { name: 'Dear pick', by: 'test', at: clock.now() });
  const definition = { ...model, entries: model.entries.map((one) => ({ ...one })) };
  definition.entries[0] = entry('picking', { driver: 'line', price: { by: 'rate', rate: '0.45' } });
  const id = copy.costModelId ?? 0;
  orThrow(await changeWhatIf(needs(), id, { definition, version: 1, by: 'test', at: clock.now() }));
  const { now, then } = orThrow(await whatIf(needs(), { costModelId: id }));
  const lines =
    now.account.costs.flatMap((cost) => cost.rows).find((row) => row.id === 'picking')?.volume ?? '0';
  const dearer = addExact([now.account.profitAtMost], [then.account.profitAtMost]);
  expect(Number(dearer)).toBeCloseTo(Number(lines) * 0.1, 9);
});

it('a what-if copy names whom it would change, each as their own account says; adopted once, it is in force and put away', async () => {
  const costs = await copyCosts(needs(), { name: 'Parcels by bike', by: 'test', at: clock.now() });
  const id = costs.costModelId ?? 0;
  const definition = {
    ...model,
    entries: model.entries.map((one) =>
      one.id === 'shipping-web' ? { ...one, price: { by: 'rate' as const, rate: '2.1' } } : one,
    ),
  };
  orThrow(await changeWhatIf(needs(), id, { definition, version: 1, by: 'test', at: clock.now() }));
  const { changes, customers, now, then } = orThrow(await whatIf(needs(), { costModelId: id }));
  expect(changes).toMatchObject({ worse: 0, newBelowZero: 0 });
  expect(changes.better).toBeGreaterThan(20);
  expect(now.belowZero - then.belowZero).toBe(changes.backAboveZero);
  const gains = customers.map((one) => Number(addExact([one.after], [one.before])));
  expect(gains).toEqual(gains.toSorted((a, b) => b - a));
  for (const one of customers.slice(0, 3)) {
    const before = orThrow(await customerProfit(needs(), { customerId: one.customerId }));
    const after = orThrow(await customerProfit(needs(), { customerId: one.customerId, costModelId: id }));
    expect([one.before, one.after]).toEqual([before.account.profitAtMost, after.account.profitAtMost]);
  }
  const adopt = (version: number) =>
    adoptWhatIf(needs(), { costModelId: id, version, by: 'test', at: clock.now() });
  expect(await adopt(99)).toMatchObject({ code: 'costs-changed' });
  const [actual] = await listCostModels(engines.db);
  const inForce = orThrow(await adopt(actual?.version ?? 0));
  expect(inForce.definition).toEqual(definition);
  expect(await adopt(inForce.version)).toMatchObject({ code: 'no-such-cost-model' });
  orThrow(
    await changeActualCosts(needs(), {
      ...{ definition: actual?.definition ?? model, version: inForce.version },
      ...{ by: 'test', at: clock.now() },
    }),
  );
});

it('refuses costs that cannot be computed, naming each, and a version that is no longer the last', async () => {
  const wrong = {
    ...model,
    entries: [
      entry('a', {}),
      entry('a', { driver: 'call', brand: 'x' }),
      entry('b', { price: { by: 'pool', amount: '5' } }),
      entry('c', { driver: 'email', channel: 'web' }),
    ],
  };
  expect(
    await changeActualCosts(needs(), { definition: wrong, version: 1, by: 'test', at: clock.now() }),
  ).toMatchObject({
    code: 'costs-invalid',
    details: { faults: [{ entry: 'a' }, { entry: 'a' }, { entry: 'b' }, { entry: 'c' }] },
  });
  expect(
    await changeActualCosts(needs(), { definition: model, version: 0, by: 'test', at: clock.now() }),
  ).toMatchObject({ code: 'costs-changed' });
});
