import type { CostEntry, CostModel } from '#differentiate/profit/api';
import { type RandomStream, uniform } from '#analytics/random';
import { sql } from '#platform/database';
import type { TestEngines } from './engines.ts';
import type { Fact } from './profit-by-hand.ts';

/** The moment the shop's facts lead up to. */
export const costedUntil = '2026-11-22T12:00:00Z';

/** A cost of an order, but for what is said of it. */
export const costEntry = (id: string, more: Partial<CostEntry>): CostEntry => ({
  ...{ id, name: id, line: 'distribution', driver: 'order', price: { by: 'rate', rate: '1' } },
  ...{ channel: null, brand: null, from: null, until: null, cheaper: null },
  ...more,
});

/** Costs of every kind: by channel, brand and date, a shared sum, weights, common costs. */
export const costModel: CostModel = {
  entries: [
    costEntry('picking', { driver: 'line', price: { by: 'rate', rate: '0.35' } }),
    costEntry('shipping-web', {
      channel: 'web',
      price: { by: 'rate', rate: '5.9' },
      cheaper: { name: 'pick-up point', rate: '3.2' },
    }),
    costEntry('shipping-old', { channel: 'web', until: '2026-03-31', price: { by: 'rate', rate: '0.101' } }),
    costEntry('returns', { driver: 'return', line: 'orderHandling', price: { by: 'rate', rate: '2.75' } }),
    costEntry('cards', { driver: 'salesPercent', line: 'selling', price: { by: 'rate', rate: '1.4' } }),
    costEntry('brand-fee', {
      driver: 'salesPercent',
      line: 'selling',
      brand: 'Thé & Co',
      price: { by: 'rate', rate: '3' },
    }),
    costEntry('call-centre', {
      ...{ driver: 'call', line: 'selling', from: '2026-01-01', until: '2026-06-30' },
      price: { by: 'pool', amount: '1000' },
    }),
    costEntry('letters', { driver: 'letter', line: 'selling', price: { by: 'rate', rate: '0.83' } }),
    costEntry('mails', { driver: 'email', line: 'selling', price: { by: 'rate', rate: '0.002' } }),
    costEntry('carrier', { driver: 'kg', price: { by: 'rate', rate: '0.72' } }),
    // More order costs than one set of orders has bits for.
    ...['01', '02', '03', '04', '05', '06', '07', '08'].map((month) =>
      costEntry(`order-${month}`, {
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
export function inventFacts(random: RandomStream): Fact[] {
  const pick = <T>(list: readonly T[]) => list[Math.floor(uniform(random) * list.length)] as T;
  const at = () => new Date(Date.parse(costedUntil) - Math.floor(uniform(random) * 730 * 86_400_000));
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

/** Puts facts into the engines, with their customers: persons 5 and 50 are one, person 0 is nobody known. */
export async function storeFacts(engines: TestEngines, facts: readonly Fact[]): Promise<void> {
  const { warehouse, db } = engines;
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
  for (let id = 1; id < 60; id++) {
    if (id === 50) continue;
    await sql`
      insert into identify.customer (customer_id, persons, sources, sort_name, search_text, first_seen_at, changed_at, version)
      values (${id}, 1, '{1}', '', '', now(), now(), 1)`.execute(db);
  }
  await sql`insert into identify.customer_of values (50, 5)`.execute(db);
}
