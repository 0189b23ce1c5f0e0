import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { beta, createStream, exponential, gamma, uniform } from '#analytics/random';
import {
  continuousRate,
  customerValue,
  isRefusal,
  predictPurchases,
  summariseTransactions,
} from '#analytics/value';
import { refreshValues } from '#differentiate/value';
import { standingClock } from '#platform/clock';
import { sql } from '#platform/database';
import { orThrow } from '#platform/errors';
import { openTestEngines, type TestEngines } from '#test/engines';
import { type Fitted, LifetimeSettings } from './api.ts';
import { customerLifetime } from './customer-lifetime.ts';
import { fitLifetime } from './fit-lifetime.ts';
import { lifetimeOverview } from './lifetime-overview.ts';
import { insertFit, listFits, newestFit } from './lifetime-fit.store.ts';
import { changeLifetimeSettings, defaultLifetimeSettings } from './lifetime-settings.ts';
import type { LifetimeRow } from './lifetimes.warehouse.ts';
import { timed } from './timing.ts';
import { lifetimePart } from './write-lifetimes.ts';

const clock = standingClock('2026-11-22T12:00:00Z');
const today = Date.parse('2026-11-22') / 86_400_000;
let engines: TestEngines;
const needs = () => ({ db: engines.db, warehouse: engines.warehouse, clock });
const refresh = async () =>
  orThrow(
    await refreshValues({
      ...{ server: engines.database, warehouse: engines.warehouse, clock },
      parts: [lifetimePart(needs())],
    }),
  );

type Purchase = { customer: number; day: number; amount: number };

/** Customers who buy and leave as BG/NBD says, and spend as gamma–gamma does; amounts in whole cents. */
function market(customers: number, days: number): Purchase[] {
  const random = createStream('lifetime');
  const purchases: Purchase[] = [];
  for (let customer = 1; customer <= customers; customer += 1) {
    const rate = gamma(random, 0.9, 6) / 7;
    const leaving = beta(random, 0.9, 2.6);
    const spend = gamma(random, 3.5, 0.08) + 5;
    let time = Math.floor(uniform(random) * days * 0.7);
    for (;;) {
      const amount = Math.max(1, Math.round(100 * spend * (gamma(random, 6, 6) || 1)) / 100);
      if (time >= days) break;
      purchases.push({ customer, day: today - days + 1 + Math.floor(time), amount });
      time += exponential(random, rate);
      if (uniform(random) < leaving) break;
    }
  }
  return purchases;
}

async function store(purchases: readonly Purchase[]): Promise<void> {
  await engines.warehouse.command('TRUNCATE TABLE order_lines');
  await sql`truncate differentiate.lifetime_fit cascade`.execute(engines.db);
  await engines.warehouse.insert(
    'order_lines',
    purchases.map(({ customer, day, amount }, line) => ({
      ...{ person_id: customer, source_id: 1, order_key: `${line}`, quantity: '1', currency: 'EUR', line },
      ordered_at: new Date(day * 86_400_000 + 36_000_000).toISOString(),
      ...{ net: amount.toFixed(2), unit_cost: (amount * 0.6).toFixed(4) },
    })),
  );
}

beforeAll(async () => {
  engines = await openTestEngines();
});
beforeEach(() =>
  changeLifetimeSettings(engines.db, { settings: defaultLifetimeSettings, by: 'test', at: clock.now() }),
);
afterAll(() => engines.close());

const fitOf = async (): Promise<Fitted> => {
  const [fit] = await listFits(engines.db, 1);
  if (fit?.fitted == null) throw new Error(fit?.refusal?.message ?? 'not fitted');
  return fit.fitted;
};

it('runs on the months that somebody gave, and fits anew when they change', async () => {
  await store(market(300, 500));
  const seasonIndex = [80, 70, 90, 90, 100, 90, 80, 60, 100, 120, 150, 170];
  const known = { ...defaultLifetimeSettings, season: 'known' as const, seasonIndex };
  const use = (settings: typeof known) =>
    changeLifetimeSettings(engines.db, { settings, by: 'test', at: clock.now() });
  await use(known);
  await refresh();
  const { season } = await fitOf();
  expect(season?.months.map((weight) => Math.round(weight * 100))).toEqual(seasonIndex);
  await use({ ...known, seasonIndex: seasonIndex.with(0, 180) });
  await refresh();
  expect((await fitOf()).season?.months[0]).toBeCloseTo(180 / (1300 / 12), 9);
  expect(LifetimeSettings.safeParse({ ...known, seasonIndex: null }).success).toBe(false);
  expect(LifetimeSettings.safeParse({ ...known, seasonIndex: [1, 2] }).success).toBe(false);
});

it('stores for each customer what the models say of their purchases, read without SQL', async () => {
  const purchases = market(1200, 700);
  await store(purchases);
  const { snapshotId } = await refresh();
  const fitted = await fitOf();
  const summary = summariseTransactions({
    transactions: {
      customer: purchases.map((one) => one.customer),
      day: purchases.map((one) => one.day),
      amount: purchases.map((one) => one.amount),
    },
    until: today,
    unitDays: 7,
  });
  if (isRefusal(summary) || fitted.amounts === null) throw new Error('no summary');
  const rate = continuousRate(0.1, 7);
  const value = customerValue({
    ...{ purchases: fitted, histories: summary, meanAmount: summary.meanAmount, rate, ahead: 365 / 7 },
    purchases: { model: fitted.model, parameters: fitted.purchases.parameters, covariates: [] },
    amounts: fitted.amounts,
    marginShare: 0.4,
  });
  if (isRefusal(value)) throw new Error(value.message);
  const rows = await engines.warehouse.query<Record<string, number>>(
    'SELECT * FROM customer_lifetimes WHERE snapshot_id = {snapshotId:UInt64} ORDER BY customer_id',
    { snapshotId },
  );
  const place = new Map(summary.customers.map((customer, row) => [Number(customer), row]));
  expect(rows).toHaveLength(place.size);
  for (const row of rows) {
    const at = place.get(row['customer_id'] ?? 0) ?? -1;
    expect(row['repeats']).toBe(summary.repeats[at]);
    expect(row['alive']).toBeCloseTo(value.alive[at] ?? -1, 9);
    expect(row['discounted_purchases']).toBeCloseTo(value.discountedPurchases[at] ?? -1, 9);
    expect(row['expected_amount']).toBeCloseTo(value.amount[at] ?? -1, 6);
    expect(row['future_margin']).toBeCloseTo(value.value[at] ?? -1, 4);
  }
});

it('tells the total with how far it may be off, and a customer with the reasons', async () => {
  const overview = orThrow(await lifetimeOverview(needs()));
  expect(overview.fit.fitted?.holdOut?.ranked.map((one) => one.model)).toContain('same-pace');
  expect(overview.fit.fitted?.holdOut?.deciles).toHaveLength(10);
  expect(overview.purchases.low).toBeLessThan(overview.purchases.estimate);
  expect(overview.margin?.estimate).toBeCloseTo((overview.sales?.estimate ?? 0) * 0.4, 2);
  expect(overview.alive.reduce((sum, one) => sum + one.customers, 0)).toBe(overview.customers);
  const [row] = await engines.warehouse.query<{ id: number }>(
    'SELECT customer_id AS id FROM customer_lifetimes WHERE repeats > 3 AND alive < 0.5 ORDER BY customer_id LIMIT 1',
  );
  const one = orThrow(await customerLifetime(needs(), row?.id ?? 0));
  expect(one.why.at(-1)?.en).toMatch(/times their usual gap/);
  expect(one.futureSales).toBeCloseTo(one.discountedPurchases * (one.expectedAmount ?? 0), 6);
  expect(await customerLifetime(needs(), 999_999)).toMatchObject({ code: 'no-forecast' });
});

it('keeps a young fit after an import and forecasts with it; fits again when it is old or asked otherwise', async () => {
  const [before] = await listFits(engines.db, 1);
  await refresh();
  expect(await listFits(engines.db, 9)).toHaveLength(1);
  const settings = { ...defaultLifetimeSettings, model: 'mbg-nbd' as const };
  await changeLifetimeSettings(engines.db, { settings, by: 'test', at: clock.now() });
  await refresh();
  const [after] = await listFits(engines.db, 1);
  expect(after?.fitted?.model).toBe('mbg-nbd');
  expect(after?.fitId).toBeGreaterThan(before?.fitId ?? 0);
});

it('draws the same customers for a fit, whose total stands for all', async () => {
  const settings = { ...defaultLifetimeSettings, model: 'bg-nbd' as const, sampleCustomers: 1000 };
  await store(market(4000, 700));
  const all = await fitLifetime(needs(), {
    asOf: clock.now(),
    currency: 'EUR',
    settings: { ...settings, sampleCustomers: 50_000 },
  });
  const drawn = await fitLifetime(needs(), { asOf: clock.now(), currency: 'EUR', settings });
  const again = await fitLifetime(needs(), { asOf: clock.now(), currency: 'EUR', settings });
  expect(again.fitted).toEqual(drawn.fitted);
  expect(drawn.fitted?.sampled).toBeLessThan(1200);
  expect(drawn.fitted?.customers).toBe(all.fitted?.customers);
  const forecast = (fitted: Fitted | null) => {
    const one =
      fitted &&
      predictPurchases({
        fit: { model: fitted.model, parameters: fitted.purchases.parameters, covariates: [] },
        histories: {
          repeats: Float64Array.of(4),
          lastAt: Float64Array.of(40),
          observedFor: Float64Array.of(50),
        },
        ahead: 26,
      });
    return one && !isRefusal(one) ? (one.expected[0] ?? 0) : 0;
  };
  expect(forecast(drawn.fitted) / forecast(all.fitted)).toBeCloseTo(1, 0.7);
});

it('says in a sentence what a history cannot tell, and never writes NaN', async () => {
  const once = (customer: number, ago: number, amount = 10) => ({ customer, day: today - ago, amount });
  const cases: [string, Purchase[], string][] = [
    ['one customer', [once(1, 9), once(1, 3)], 'one-customer'],
    ['no repeat', [once(1, 9), once(2, 8), once(3, 1)], 'no-repeat'],
    ['all equal', [once(1, 9), once(1, 3), once(2, 9), once(2, 3)], 'all-equal'],
    ['nothing above zero', [once(1, 9, 0), once(2, 3, -4)], 'no-transactions'],
    ['only the future', [once(1, -9), once(1, -4), once(2, -5)], 'no-transactions'],
  ];
  for (const [name, purchases, code] of cases) {
    await store(purchases);
    const fit = await fitLifetime(needs(), { asOf: clock.now(), currency: 'EUR' });
    expect(fit.refusal, name).toMatchObject({ code });
    expect(fit.refusal?.message, name).toMatch(/^[A-Z0-9].* .*\.$/);
    expect(fit.refusal?.message, name).not.toMatch(/NaN|Infinity|undefined/);
    expect(await lifetimeOverview(needs()), name).toMatchObject({ code });
  }
});

it('sets lines of the future or worth nothing aside, and takes customers’ own mean amounts where no model of them holds, and says so', async () => {
  const days = new Set<string>();
  const flat = market(600, 500).flatMap((one) => {
    const key = `${one.customer}-${one.day}`;
    if (days.has(key)) return [];
    days.add(key);
    return [{ ...one, amount: 20 }];
  });
  await store([
    ...flat,
    { customer: 1, day: today + 30, amount: 5 },
    { customer: 2, day: today - 3, amount: 0 },
  ]);
  const { snapshotId } = await refresh();
  const codes = (await fitOf()).cautions.map((one) => one.code);
  expect(codes).toEqual(expect.arrayContaining(['amounts-shrunk', 'future-lines', 'worthless-lines']));
  const [row] = await engines.warehouse.query<Record<string, unknown>>(
    `SELECT countIf(abs(expected_amount - 20) < 1e-6 AND abs(future_sales - 20 * discounted_purchases) < 1e-6) AS twenty, count() AS customers, countIf(isNaN(alive) OR isNaN(expected_purchases)) AS wrong
     FROM customer_lifetimes WHERE snapshot_id = {snapshotId:UInt64}`,
    { snapshotId },
  );
  expect(row).toMatchObject({ twenty: row?.['customers'], wrong: 0 });
  const overview = orThrow(await lifetimeOverview(needs()));
  expect(overview.fit.fitted?.amounts).toMatchObject({ model: 'shrunk-mean', observedMean: 20 });
  expect(overview.sales?.low).toBeLessThan(overview.sales?.estimate ?? 0);
  const one = orThrow(await customerLifetime(needs(), 1));
  expect(one).toMatchObject({ amountModel: 'shrunk-mean', amountInterval: { low: 20, high: 20 } });
});

it('an interval that the data leave open is kept and read as open', async () => {
  await store(market(1200, 700));
  await refresh();
  const [fit] = await listFits(engines.db, 1);
  if (fit?.fitted == null) throw new Error('not fitted');
  const { fitted } = fit;
  const open = { ...fitted.purchases, intervals: { a: { low: 0, high: Infinity } } };
  await insertFit(engines.db, { ...fit, fitted: { ...fitted, purchases: open }, at: clock.now() });
  const kept = await newestFit(engines.db, fit.asOf);
  expect(kept?.fitted?.purchases.intervals).toEqual({ a: { low: 0, high: null } });
});

it.each(['none', 'known'] as const)(
  'stores the same digits whatever lots they are forecast in, season %s',
  async (season) => {
    await store(market(400, 600));
    const seasonIndex = [80, 70, 90, 90, 100, 90, 80, 60, 100, 120, 150, 170];
    const settings = { ...defaultLifetimeSettings, season, ...(season === 'known' && { seasonIndex }) };
    await changeLifetimeSettings(engines.db, { settings, by: 'test', at: clock.now() });
    const stored = async (atOnce: number) => {
      const parts = [lifetimePart(needs(), { atOnce })];
      const { snapshotId } = orThrow(
        await refreshValues({ server: engines.database, warehouse: engines.warehouse, clock, parts }),
      );
      return engines.warehouse.query<LifetimeRow & { customer_id: number }>(
        `SELECT * EXCEPT (snapshot_id, fit_id) FROM customer_lifetimes WHERE snapshot_id = {snapshotId:UInt64} ORDER BY customer_id`,
        { snapshotId },
      );
    };
    const rows = await stored(1000);
    expect(await stored(37)).toEqual(rows);
    expect(rows.length).toBe(400);
    const fitted = await fitOf();
    if (fitted.amounts === null) throw new Error('no amounts');
    // Each customer alone: their history on the clock, what is expected of it, and the amount by the formula of the model.
    const longest = Math.max(...rows.map((row) => row.observed_days));
    const { p = 0, q = 0, v = 0 } = fitted.amounts.parameters;
    for (const row of rows) {
      const alone = timed(
        {
          repeats: Float64Array.of(row.repeats),
          lastAt: Float64Array.of(row.last_days),
          observedFor: Float64Array.of(row.observed_days),
        },
        { until: today, daysAhead: 365, season: fitted.season, longest },
      );
      const { ahead, histories } = alone;
      const forecast = predictPurchases({
        fit: { ...fitted, ...fitted.purchases },
        ...{ histories, ahead, discountedAhead: ahead, rate: continuousRate(0.1, 365 / ahead) },
      });
      if (isRefusal(forecast)) throw new Error(forecast.message);
      const x = row.repeats;
      const amount = x === 0 ? (p * v) / (q - 1) : (p * (v + x * row.mean_amount)) / (p * x + q - 1);
      const [discounted = 0] = forecast.discounted ?? [];
      expect(row).toMatchObject({
        alive: forecast.alive[0],
        expected_purchases: forecast.expected[0],
        discounted_purchases: discounted,
        expected_amount: amount,
        future_sales: discounted * amount,
      });
    }
  },
);
