import { afterAll, beforeAll, expect, it } from 'vitest';
import { createStream } from '#analytics/random';
import { refreshValues } from '#differentiate/value';
import { standingClock } from '#platform/clock';
import { orThrow } from '#platform/errors';
import { openTestEngines, type TestEngines } from '#test/engines';
import { costedUntil, costEntry, costModel, inventFacts, storeFacts } from '#test/costed-shop';
import { listCostModels } from './cost-model.store.ts';
import { customerProfit } from './customer-profit.ts';
import { addExact } from './exact.ts';
import { adoptWhatIf, changeActualCosts, changeWhatIf, copyCosts } from './save-costs.ts';
import { whatIf } from './what-if.ts';
import { profitPart } from './write-profits.ts';

const clock = standingClock(costedUntil);
let engines: TestEngines;
const needs = () => ({ db: engines.db, warehouse: engines.warehouse });

beforeAll(async () => {
  engines = await openTestEngines();
  await storeFacts(engines, inventFacts(createStream('profit')));
  orThrow(
    await changeActualCosts(needs(), { definition: costModel, version: 0, by: 'test', at: clock.now() }),
  );
  const { database: server, warehouse } = engines;
  orThrow(await refreshValues({ server, warehouse, clock, parts: [profitPart(needs())] }));
});
afterAll(() => engines.close());

it('a driver nobody recorded leaves its line and the profit unknown, and says which facts would tell', async () => {
  const copy = await copyCosts(needs(), { name: 'With visits', by: 'test', at: clock.now() });
  const definition = {
    ...costModel,
    entries: [
      ...costModel.entries,
      costEntry('visits', { driver: 'visit', line: 'selling', price: { by: 'rate', rate: '80' } }),
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
  const definition = { ...costModel, entries: costModel.entries.map((one) => ({ ...one })) };
  definition.entries[0] = costEntry('picking', { driver: 'line', price: { by: 'rate', rate: '0.45' } });
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
    ...costModel,
    entries: costModel.entries.map((one) =>
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
      ...{ definition: actual?.definition ?? costModel, version: inForce.version },
      ...{ by: 'test', at: clock.now() },
    }),
  );
});

it('refuses costs that cannot be computed, naming each, and a version that is no longer the last', async () => {
  const wrong = {
    ...costModel,
    entries: [
      costEntry('a', {}),
      costEntry('a', { driver: 'call', brand: 'x' }),
      costEntry('b', { price: { by: 'pool', amount: '5' } }),
      costEntry('c', { driver: 'email', channel: 'web' }),
    ],
  };
  expect(
    await changeActualCosts(needs(), { definition: wrong, version: 1, by: 'test', at: clock.now() }),
  ).toMatchObject({
    code: 'costs-invalid',
    details: { faults: [{ entry: 'a' }, { entry: 'a' }, { entry: 'b' }, { entry: 'c' }] },
  });
  expect(
    await changeActualCosts(needs(), { definition: costModel, version: 0, by: 'test', at: clock.now() }),
  ).toMatchObject({ code: 'costs-changed' });
});
