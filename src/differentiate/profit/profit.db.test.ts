import { afterAll, beforeAll, expect, it } from 'vitest';
import { createStream } from '#analytics/random';
import { refreshValues } from '#differentiate/value';
import { standingClock } from '#platform/clock';
import { sql } from '#platform/database';
import { orThrow } from '#platform/errors';
import { openTestEngines, type TestEngines } from '#test/engines';
import { costedUntil, costModel, inventFacts, storeFacts } from '#test/costed-shop';
import { accountByHand, type Fact } from '#test/profit-by-hand';
import type { z } from 'zod';
import type { Account, LineFacts } from './api.ts';
import { customerProfit } from './customer-profit.ts';
import { addExact } from './exact.ts';
import { lineCustomers } from './line-customers.ts';
import { lineFacts, profitFacts } from './profit-facts.ts';
import { belowZero, profitStatement } from './profit-statement.ts';
import { changeActualCosts } from './save-costs.ts';
import { profitPart } from './write-profits.ts';

const clock = standingClock(costedUntil);
let engines: TestEngines;
let facts: Fact[];
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
  facts = inventFacts(createStream('profit'));
  await storeFacts(engines, facts);
});
afterAll(() => engines.close());

/** Each line of an account that opens facts, with what it comes to. */
const linesOf = (account: Account) =>
  [
    ['netSales', account.netSales],
    ['returned', account.returned],
    ['costOfGoods', account.costOfGoods],
    ...account.costs.flatMap((cost) => cost.rows.map((row) => [row.id, row.amount] as const)),
  ] as const;

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
  orThrow(
    await changeActualCosts(needs(), { definition: costModel, version: 0, by: 'test', at: clock.now() }),
  );
  await refresh();
  const statement = orThrow(await profitStatement(needs()));
  const period = { from: new Date(statement.period.from), until: new Date(statement.period.until) };
  const brandOf = (sku: string) => (sku === 'tea' ? 'Thé & Co' : '');
  const byHand = (persons?: readonly number[]) =>
    accountByHand(facts, costModel.entries, period, { brandOf, persons });
  const whole = byHand();
  const { account, unidentified } = statement;
  expect(addExact([account.netSales, unidentified.netSales])).toBe(whole.netSales);
  expect(addExact([account.profitAtMost, unidentified.profitAtMost])).toBe(whole.profitAtMost);
  expect(unidentified.netSales).toBe(byHand([0]).netSales);
  const rows = account.costs.flatMap((cost) => cost.rows);
  expect(rows.map((row) => row.id).toSorted()).toEqual(costModel.entries.map((one) => one.id).toSorted());
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
  for (const [line, amount] of linesOf(account)) {
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

it('every line of the account of the base is the sum of its facts too, the newest first, each with whose it is', async () => {
  const { account } = orThrow(await profitStatement(needs()));
  for (const [line, amount] of linesOf(account)) {
    const found: z.infer<typeof LineFacts>['items'] = [];
    for (let cursor: string | undefined, more = true; more; ) {
      const page = orThrow(await lineFacts(needs(), { line, cursor, limit: 500 }));
      expect(page.total, line).toBe(amount);
      found.push(...page.items);
      cursor = page.nextCursor ?? undefined;
      more = cursor !== undefined;
      if (!more) expect(found, line).toHaveLength(page.facts);
    }
    const days = found.map((fact) => fact.at);
    expect(days, line).toEqual(days.toSorted().toReversed());
    if (amount === null) continue;
    expect(addExact(found.map((fact) => fact.amount ?? 'x')), line).toBe(amount);
    const { items } = orThrow(await lineCustomers(needs(), { line, limit: 200 }));
    for (const { customerId, amount: part } of items) {
      const own = found.filter((fact) => fact.customerId === customerId);
      expect(addExact(own.map((fact) => fact.amount ?? 'x')), `${line} of ${customerId}`).toBe(part);
    }
  }
  expect(await lineFacts(needs(), { line: 'rent', limit: 3 })).toMatchObject({ code: 'no-such-line' });
  expect(await lineFacts(needs(), { line: 'netSales', limit: 3, cursor: 'x' })).toMatchObject({
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

it('facts come page by page in the order of one long page, whatever their number, and others come in between', async () => {
  const walk = async (line: string, limit: number) => {
    const found: z.infer<typeof LineFacts>['items'] = [];
    for (let cursor: string | undefined, more = true; more; more = cursor !== undefined) {
      const page = orThrow(await lineFacts(needs(), { line, cursor, limit }));
      found.push(...page.items);
      cursor = page.nextCursor ?? undefined;
    }
    return found;
  };
  // Lines of one order at one moment, two of them alike, and another customer at the same moment.
  await engines.warehouse.command(
    `
    INSERT INTO order_lines (person_id, source_id, order_key, ordered_at, sku, quantity, net, currency)
    SELECT if(number < 9, 5, 4), 1, 'many', toDateTime64({at:String}, 3, 'UTC'), toString(number % 8), 1, 3, 'EUR' FROM numbers(12)`,
    {
      at: new Date(clock.now().getTime() - 90 * 86_400_000).toISOString().slice(0, 10),
    },
  );
  const whole = await walk('netSales', 10_000);
  expect(whole.filter(({ what }) => what === 'many')).toHaveLength(12);
  expect(await walk('netSales', 7)).toEqual(whole);
  // The first date kept had no costs yet, and its own twelve months.
  const [cost = ''] = linesOf(orThrow(await profitStatement(needs())).account).at(-1) ?? [];
  const costsThen = await lineFacts(needs(), { line: cost, limit: 1, snapshotId: 1 });
  expect(costsThen).toMatchObject({ code: 'no-such-line' });
  const soldThen = orThrow(await lineFacts(needs(), { line: 'netSales', limit: 1, snapshotId: 1 }));
  expect(soldThen).toMatchObject({ facts: whole.length });
  const none = await lineFacts(needs(), { line: 'netSales', limit: 1, snapshotId: 99_999 });
  expect(none).toMatchObject({ code: 'no-value-yet' });
  const first = orThrow(await lineFacts(needs(), { line: 'netSales', limit: 30 }));
  await engines.warehouse.command(
    `
    INSERT INTO order_lines (person_id, source_id, order_key, ordered_at, sku, quantity, net, currency)
    SELECT 5, 1, 'late', toDateTime64({at:String}, 3, 'UTC') - toIntervalSecond(number + 1), 'X', 1, 3, 'EUR' FROM numbers(4)`,
    {
      at: clock.now().toISOString().slice(0, 19),
    },
  );
  const cursor = first.nextCursor ?? expect.fail('one page');
  const second = orThrow(await lineFacts(needs(), { line: 'netSales', limit: 30, cursor }));
  expect([...first.items, ...second.items]).toEqual(whole.slice(0, 60));
  for (const foreign of ['20', '1~2', '1~2~x', '-9999999999999~1~1', '99999999999999~1~1', `${cursor}~1`])
    expect(await lineFacts(needs(), { line: 'netSales', limit: 3, cursor: foreign })).toMatchObject({
      code: 'bad-cursor',
    });
});
