import { parse } from 'csv-parse/sync';
import { describe, expect, test } from 'vitest';
import type { MarketCampaign } from './campaign-window.ts';
import { createMarket } from './market.ts';
import { orderLinesFile } from './market-files.ts';
import type { Order } from './orders.ts';
import { personAt } from './person.ts';
import { expectedUplift } from './response.ts';
import { simulateReactions, type Assignment, type Reaction } from './simulate-reactions.ts';
import { trueEffect } from './true-effect.ts';

const PEOPLE = 12_000;
const market = createMarket({ seed: 'reactions', people: PEOPLE, until: '2026-11-22' });
const campaign: MarketCampaign = {
  id: 'voucher',
  sentAt: '2026-11-22T09:00:00Z',
  windowDays: 30,
  discountPercent: 10,
};
const everyone = (contacted: (person: number) => boolean): Assignment[] =>
  Array.from({ length: PEOPLE }, (_, person) => ({ person, contacted: contacted(person) }));
const responds = ({ orders }: Reaction): number =>
  orders.some(({ returnOf }) => returnOf === undefined) ? 1 : 0;
const marginEuros = (orders: readonly Order[]): number =>
  orders
    .flatMap(({ lines }) => lines)
    .reduce(
      (sum, { amountCents, quantity, product }) => sum + (amountCents - quantity * product.costCents) / 100,
      0,
    );

function meanAndError(values: readonly number[]): { mean: number; error: number } {
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  const variance = values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / (values.length - 1);
  return { mean, error: Math.sqrt(variance / values.length) };
}

const treated = [...simulateReactions({ market, campaign, assigned: everyone(() => true) })];
const untouched = [...simulateReactions({ market, campaign, assigned: everyone(() => false) })];

describe('the model and its equations agree', () => {
  const uplifts = Array.from({ length: PEOPLE }, (_, index) =>
    expectedUplift(market, personAt(market, index), campaign),
  );

  test('people left alone respond at their base rate', () => {
    const residuals = untouched.map((reaction, i) => responds(reaction) - (uplifts[i]?.responseWithout ?? 0));
    const { mean, error } = meanAndError(residuals);
    expect(Math.abs(mean)).toBeLessThan(4 * error);
  });

  test('contacted people respond more by their individual uplifts', () => {
    const residuals = treated.map(
      (reaction, i) =>
        responds(reaction) - responds(untouched[i] as Reaction) - (uplifts[i]?.responseUplift ?? 0),
    );
    const { mean, error } = meanAndError(residuals);
    expect(Math.abs(mean)).toBeLessThan(4 * error);
    expect(meanAndError(uplifts.map(({ responseUplift }) => responseUplift)).mean).toBeGreaterThan(0.02);
    expect(uplifts.some(({ responseUplift }) => responseUplift < 0)).toBe(true);
  });

  test('uplift ranks people: the upper half gains more than the lower', () => {
    const order = uplifts
      .map((_, i) => i)
      .sort((i, j) => (uplifts[j]?.responseUplift ?? 0) - (uplifts[i]?.responseUplift ?? 0));
    const gain = (people: number[]): number =>
      people.reduce(
        (sum, i) => sum + responds(treated[i] as Reaction) - responds(untouched[i] as Reaction),
        0,
      ) / people.length;
    expect(gain(order.slice(0, PEOPLE / 2))).toBeGreaterThan(3 * gain(order.slice(PEOPLE / 2)));
  });
});

describe('the truth about the effect', () => {
  const truth = trueEffect({ market, campaign, assigned: everyone(() => true) });

  test('is the difference of the two worlds, person by person', () => {
    const margins = treated.map(
      ({ orders }, i) => marginEuros(orders) - marginEuros(untouched[i]?.orders ?? []),
    );
    expect(truth.contacted).toBe(PEOPLE);
    expect(truth.marginPerPerson).toBeCloseTo(meanAndError(margins).mean, 8);
    expect(truth.withContact.responders).toBe(treated.reduce((sum, reaction) => sum + responds(reaction), 0));
    expect(truth.without.orders).toBe(
      untouched.flatMap(({ orders }) => orders.filter((order) => !order.returnOf)).length,
    );
    expect(Math.abs(truth.knownMarginPerPerson)).toBeLessThan(Math.abs(truth.marginPerPerson));
  });

  test('is what an experiment finds: treated minus control within four standard errors', () => {
    const arm = (of: Reaction[], odd: number): Reaction[] => of.filter(({ person }) => person % 2 === odd);
    for (const outcome of [responds, ({ orders }: Reaction) => marginEuros(orders)]) {
      const one = meanAndError(arm(treated, 0).map(outcome));
      const other = meanAndError(arm(untouched, 1).map(outcome));
      const known = trueEffect({ market, campaign, assigned: everyone((person) => person % 2 === 0) });
      const expected = outcome === responds ? known.responseRate : known.marginPerPerson;
      expect(Math.abs(one.mean - other.mean - expected)).toBeLessThan(4 * Math.hypot(one.error, other.error));
    }
  });

  test('grows with the voucher and is nothing when nobody is contacted', () => {
    const assigned = everyone(() => true).slice(0, 4000);
    const orders = (discountPercent: number): number =>
      trueEffect({ market, campaign: { ...campaign, discountPercent }, assigned }).ordersPerPerson;
    expect(orders(10)).toBeGreaterThan(orders(0));
    expect(orders(30)).toBeGreaterThan(orders(10));
    expect(trueEffect({ market, campaign, assigned: everyone(() => false) })).toMatchObject({
      contacted: 0,
      marginPerPerson: 0,
    });
  });
});

describe('reactions', () => {
  test('the same input gives the same reactions', () => {
    const again = [...simulateReactions({ market, campaign, assigned: everyone(() => true).slice(0, 500) })];
    expect(again).toEqual(treated.slice(0, 500));
  });

  test('only a delivered contact is answered, inside the window and in order', () => {
    for (const { openedAt, clickedAt, unsubscribedAt } of untouched) {
      expect(openedAt ?? clickedAt ?? unsubscribedAt).toBeUndefined();
    }
    for (const { openedAt, clickedAt, unsubscribedAt, orders } of treated) {
      const opened = openedAt ?? '2026-11-23T00:00:00Z';
      expect(opened > campaign.sentAt && opened < '2026-12-22T09:00:00Z').toBe(true);
      expect(
        [clickedAt, unsubscribedAt].every((later) => later === undefined || later > (openedAt ?? '9')),
      ).toBe(true);
      for (const { record, source } of orders) expect(record?.source).toBe(source);
    }
    expect(treated.filter(({ unsubscribedAt }) => unsubscribedAt !== undefined).length).toBeGreaterThan(20);
  });

  test('a mail to an address that is not theirs does nothing', () => {
    const person = treated.findIndex(({ orders }) => orders.some(({ id }) => id.endsWith('-voucher')));
    const [usual] = personAt(market, person).emails;
    const react = (email: string): Reaction =>
      simulateReactions({ market, campaign, assigned: [{ person, contacted: true, email }] }).next()
        .value as Reaction;
    expect(react(usual.toUpperCase())).toEqual(treated[person]);
    expect(react(`x${usual}`)).toEqual({ ...untouched[person], contacted: true });
  });

  test('the voucher’s code and its ten per cent are on the extra order', () => {
    const coded = everyone(() => true).map((assignment) => ({
      ...assignment,
      voucherCode: `V${assignment.person}`,
    }));
    let found = 0;
    for (const { person, orders } of simulateReactions({ market, campaign, assigned: coded })) {
      const extra = orders.find(({ id }) => id.endsWith('-voucher'));
      if (!extra) continue;
      found++;
      expect(extra.voucherCode).toBe(`V${person}`);
      for (const { unitPriceCents, quantity, amountCents } of extra.lines) {
        const full = unitPriceCents * quantity;
        expect(
          [Math.round(full * 0.9), Math.round(full * 0.8 * 0.9)].some(
            (due) => Math.abs(due - amountCents) <= 1,
          ),
        ).toBe(true);
      }
    }
    expect(found).toBeGreaterThan(200);
  });

  test('orders can be read as a file of their source', () => {
    const orders = treated.flatMap((reaction) => reaction.orders);
    const file = orderLinesFile('reactions-web', 'web', () => orders);
    const rows: Record<string, string>[] = parse(Buffer.concat([...file.chunks()]), { columns: true });
    const lines = orders.filter(({ source }) => source === 'web').flatMap((order) => order.lines);
    expect(rows.length).toBe(lines.length);
    expect(file.name).toBe('reactions-web.csv');
    const total = rows.reduce((sum, row) => sum + Math.round(Number(row.amount) * 100), 0);
    expect(total).toBe(lines.reduce((sum, { amountCents }) => sum + amountCents, 0));
  });

  test('a campaign outside the market’s time is refused', () => {
    const run = (changes: Partial<MarketCampaign>) => () =>
      simulateReactions({
        market,
        campaign: { ...campaign, ...changes },
        assigned: [{ person: 0, contacted: true }],
      }).next();
    expect(run({ sentAt: '2026-11-20T09:00:00Z' })).toThrow('2026-11-20');
    expect(run({ windowDays: 500 })).toThrow('500 days');
    expect(run({ windowDays: 0 })).toThrow('not 0');
    expect(run({ discountPercent: 95 })).toThrow('95');
  });
});
