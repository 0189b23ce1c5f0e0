import { afterAll, beforeAll, expect, it } from 'vitest';
import { lifetimeAttributes } from '#differentiate/lifetime';
import { trendAttributes } from '#differentiate/portfolio';
import { profitAttributes } from '#differentiate/profit';
import { refreshValues, valueAttributes } from '#differentiate/value';
import { customersAttributes } from '#identify/customers';
import { historyModule } from '#identify/history';
import { messageAttributes } from '#interact/campaigns';
import { standingClock } from '#platform/clock';
import { orThrow } from '#platform/errors';
import { openTestEngines, type TestEngines } from '#test/engines';
import type { AttributeView, ConditionValue, Leaf, Operator } from './api.ts';
import type { SelectionQuestion } from './compose-selection.ts';
import { createRegistry, type Registry } from './registry.ts';

const clock = standingClock('2026-11-22T12:00:00Z');
let engines: TestEngines;
let registry: Registry;

beforeAll(async () => {
  engines = await openTestEngines();
  registry = createRegistry([
    customersAttributes(['Taille du foyer', "L'{x:String} \\ é"]),
    ...(historyModule(engines).attributes ?? []),
    valueAttributes,
    lifetimeAttributes,
    profitAttributes,
    trendAttributes,
    messageAttributes,
  ]);
  const first_seen_at = '2026-01-01T00:00:00.000Z';
  await engines.warehouse.insert('customers', [
    {
      customer_id: 1,
      given_name: 'Zoé',
      birth_date: '1980-02-29',
      postcode: '45000',
      first_seen_at,
      version: 1,
    },
    { customer_id: 2, first_seen_at, version: 1 },
  ]);
  const line = { person_id: 1, currency: 'EUR', sku: 's' };
  await engines.warehouse.insert('order_lines', [
    {
      ...line,
      order_key: 'a',
      quantity: '2',
      net: '30',
      unit_cost: '5',
      ordered_at: '2026-10-01T00:00:00.000Z',
    },
    {
      ...line,
      order_key: 'b',
      quantity: '-1',
      net: '-15',
      unit_cost: null,
      ordered_at: '2026-10-02T00:00:00.000Z',
    },
  ]);
  orThrow(await refreshValues({ server: engines.database, warehouse: engines.warehouse, clock }));
});
afterAll(() => engines.close());

const single: Record<AttributeView['type'], string | number | boolean> = {
  number: 1,
  money: '12.50',
  text: "l'été {p0:String} \\",
  date: '2026-10-01',
  boolean: true,
  list: 'x',
};

function valueFor(type: AttributeView['type'], operator: Operator): ConditionValue | undefined {
  const one = single[type];
  switch (operator) {
    case 'is known':
    case 'is unknown':
      return undefined;
    case 'in the last days':
    case 'not in the last days':
      return 30;
    case 'between':
    case 'in':
    case 'has any':
    case 'has all':
    case 'has none':
      return [one, one];
    default:
      return one;
  }
}

it('reads and sorts by every attribute that modules offer, each customer once', async () => {
  const columns = registry.list().map((attribute) => attribute.name);
  expect(columns).toEqual(
    expect.arrayContaining(['givenName', 'netSales', 'valueRank', 'lastMessageAt', 'tailleDuFoyer']),
  );
  const rowsOf = (question: Omit<SelectionQuestion, 'condition' | 'now'>) => {
    const all = { ...question, condition: { and: [] }, now: clock.now() };
    const { query, parameters } = registry.selectCustomers(all);
    return engines.warehouse.query(query, parameters);
  };
  expect(await rowsOf({ columns })).toHaveLength(2);
  for (const attribute of columns) {
    const rows = await rowsOf({ columns: [], order: { attribute, descending: true } });
    expect({ attribute, customers: rows.length }).toEqual({ attribute, customers: 2 });
  }
}, 300_000);

it('compares every attribute by every operator that fits, and each comparison and its contrary make up the base', async () => {
  for (const attribute of registry.list()) {
    const leaves = attribute.operators.map((operator): Leaf => {
      const value = valueFor(attribute.type, operator);
      return { attribute: attribute.name, operator, ...(value === undefined ? {} : { value }) };
    });
    for (const leaf of leaves) expect(registry.check(leaf)).toBe(leaf);
    const { query, parameters } = registry.countCustomers({
      condition: { and: [] },
      among: leaves.flatMap((leaf) => [leaf, { not: leaf }]),
      now: clock.now(),
    });
    const [counts] = await engines.warehouse.query<Record<string, number>>(query, parameters);
    leaves.forEach((leaf, index) => {
      const both = (counts?.[`among_${2 * index}`] ?? 0) + (counts?.[`among_${2 * index + 1}`] ?? 0);
      expect({ ...leaf, both }).toEqual({ ...leaf, both: 2 });
    });
  }
}, 300_000);
