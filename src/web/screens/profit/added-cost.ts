import type { CostEntry } from '#differentiate/profit/api';

/** A new cost with an id of its own, to be filled in: per order, in distribution. */
export function addedCost(entries: readonly CostEntry[], name: string): CostEntry {
  let number = entries.length + 1;
  while (entries.some((one) => one.id === `cost-${number}`)) number += 1;
  return {
    ...{ id: `cost-${number}`, name, line: 'distribution', driver: 'order' },
    ...{
      price: { by: 'rate', rate: '0' },
      channel: null,
      brand: null,
      from: null,
      until: null,
      cheaper: null,
    },
  };
}
