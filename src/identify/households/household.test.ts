import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { applyDecisions } from './household.ts';

const found = new Map([
  [1, 1],
  [2, 1],
  [3, 1],
  [4, 4],
  [5, 4],
]);
const decide = (decisionId: number, customerId: number, withCustomerId: number | null) => ({
  ...{ decisionId, customerId, withCustomerId },
});

describe('decisions on households', () => {
  it('take somebody out, and the others stay together under the smallest who is left', () => {
    expect([...applyDecisions(found, [decide(1, 1, null)])]).toEqual([
      [1, 1],
      [2, 2],
      [3, 2],
      [4, 4],
      [5, 4],
    ]);
  });

  it('put somebody with another, even one who was found alone', () => {
    const homes = applyDecisions(found, [decide(1, 3, 5), decide(2, 9, 4)]);
    expect(homes.get(3)).toBe(3);
    expect([3, 4, 5, 9].map((customer) => homes.get(customer))).toEqual([3, 3, 3, 3]);
    expect([1, 2].map((customer) => homes.get(customer))).toEqual([1, 1]);
  });

  it('count by the latest about a customer', () => {
    expect(applyDecisions(found, [decide(2, 2, null), decide(1, 2, 5)]).get(2)).toBe(2);
    expect(applyDecisions(found, [decide(1, 2, null), decide(2, 2, 5)]).get(2)).toBe(2);
    expect(applyDecisions(found, [decide(1, 2, null), decide(2, 2, 5)]).get(5)).toBe(2);
  });

  it('do not depend on their order, leave out nobody, and change nothing for those they do not touch', () => {
    const customers = fc.integer({ min: 1, max: 12 });
    fc.assert(
      fc.property(
        fc.dictionary(customers.map(String), fc.integer({ min: 1, max: 4 })),
        fc.uniqueArray(
          fc.record({
            decisionId: fc.integer({ min: 1, max: 1000 }),
            customerId: customers,
            withCustomerId: fc.option(customers),
          }),
          { selector: ({ decisionId }) => decisionId, maxLength: 8 },
        ),
        (homes, decisions) => {
          const base = new Map(Object.entries(homes).map(([customer, home]) => [Number(customer), home]));
          const applied = applyDecisions(base, decisions);
          expect(applyDecisions(base, decisions.toReversed())).toEqual(applied);
          for (const customer of base.keys()) expect(applied.has(customer)).toBe(true);
          const touched = new Set(
            decisions.flatMap(({ customerId, withCustomerId }) => [customerId, withCustomerId ?? customerId]),
          );
          const calm = [...base].filter(
            ([, home]) => ![...base].some(([other, its]) => its === home && touched.has(other)),
          );
          for (const [customer, home] of calm) {
            const fellows = [...base].filter(([, its]) => its === home).map(([other]) => other);
            expect(applied.get(customer)).toBe(Math.min(...fellows));
          }
        },
      ),
      { numRuns: 500 },
    );
  });
});
