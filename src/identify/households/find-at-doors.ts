import {
  addRecord,
  arrangeRecords,
  createTable,
  findHouseholds,
  planFields,
  type RecordTable,
} from '#analytics/matching';
import type { Dweller } from './dwellers.store.ts';

const columns = [
  'civility',
  'givenName',
  'familyName',
  'street',
  'complement',
  'postcode',
  'city',
  'phone',
] as const;

/** Gathers people, then says who lives with whom. */
export type DoorFinder = {
  add(dweller: Dweller): void;
  /** The household of each customer added, named by its smallest customer; those alone are named by themselves. */
  find(): Map<number, number>;
};

/**
 * Households by the rules of `findHouseholds` (one door, one family; a shared phone; a rare name in one town), over the latest record of
 * each person; all persons of a customer go together. What comes out depends on what was added, not on its order.
 */
export function createDoorFinder(): DoorFinder {
  const fields = planFields(columns.map((column) => ({ role: column, column })));
  const table: RecordTable = createTable(fields);
  const customerOf: number[] = [];
  return {
    add: (dweller) => {
      addRecord(table, (at) =>
        (fields[at]?.columns ?? []).map((column) => dweller[column as (typeof columns)[number]] ?? ''),
      );
      customerOf.push(dweller.customerId);
    },
    find: () => {
      const places = arrangeRecords(table);
      const customers = Array.from(places, (place) => customerOf[place] ?? 0);
      const first = new Map<number, number>();
      const clusterOf = Int32Array.from(customers, (customer, record) => {
        const known = first.get(customer);
        if (known === undefined) first.set(customer, record);
        return known ?? record;
      });
      const homes = findHouseholds(table, clusterOf);
      const smallest = new Map<number, number>();
      for (const [record, home] of homes.entries()) {
        const customer = customers[record] ?? 0;
        smallest.set(home, Math.min(smallest.get(home) ?? customer, customer));
      }
      return new Map(
        Array.from(first, ([customer, record]) => [
          customer,
          smallest.get(homes[record] ?? record) ?? customer,
        ]),
      );
    },
  };
}
