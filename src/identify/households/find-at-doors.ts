import { createHash } from 'node:crypto';
import {
  addRecord,
  arrangeRecords,
  canonicalOf,
  createTable,
  doorKeys,
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

/** By what a person falls together with others; two of equal `said` say the same of where and with whom they live. */
export type Doors = {
  readonly personId: number;
  readonly customerId: number;
  readonly said: string;
  readonly keys: readonly number[];
  /** The key of both, 0 when one is not known. */
  readonly nameInTown: number;
  readonly name: number;
  readonly place: number;
  readonly streetless: boolean;
};

/** Codes of the kinds of `doorKeys` made unlike each other; none for what is not known. The last kind is that of a name in a town. */
function keyOf(kind: number, code: number): number[] {
  return code === 0 ? [] : [code ^ Math.imul(kind + 1, 0x9e3779b1)];
}

/** The key under which those of one name in one town are found. */
export const keyOfName = (nameInTown: number): number[] => keyOf(4, nameInTown);

const digestOf = (values: readonly string[]) =>
  createHash('sha256').update(values.join('\u001f')).digest('base64').slice(0, 22);

/** Gathers people, then says who lives with whom. */
export type DoorFinder = {
  add(dweller: Dweller): void;
  /** By what each who was added falls together with others; those with nothing of it are left out. Before `find`. */
  doors(): Doors[];
  /** The household of each customer added, named by its smallest customer; those alone are named by themselves. */
  find(): Map<number, number>;
};

/**
 * Households by the rules of `findHouseholds` (one door, one family; a shared phone; a rare name in one town), over the latest record of
 * each person; all persons of a customer go together. What comes out depends on what was added, not on its order.
 */
export function createDoorFinder(isRare?: (nameInTown: number) => boolean): DoorFinder {
  const fields = planFields(columns.map((column) => ({ role: column, column })));
  const table: RecordTable = createTable(fields);
  const streetAt = table.columns.findIndex(({ field }) => field.kind === 'street');
  const customerOf: number[] = [];
  const personOf: number[] = [];
  return {
    add: (dweller) => {
      addRecord(table, (at) =>
        (fields[at]?.columns ?? []).map((column) => dweller[column as (typeof columns)[number]] ?? ''),
      );
      customerOf.push(dweller.customerId);
      personOf.push(dweller.personId);
    },
    doors: () => {
      const { doors, phones, namesInTown, names, places } = doorKeys(table);
      const kinds = [...doors, phones, namesInTown];
      return personOf.flatMap((personId, place) => {
        const keys = kinds.flatMap((codes, kind) => keyOf(kind, codes[place] ?? 0));
        if (keys.length === 0) return [];
        const values = canonicalOf(table, place);
        return {
          ...{ personId, customerId: customerOf[place] ?? personId, keys, said: digestOf(values) },
          nameInTown: (namesInTown[place] ?? 0) | 0,
          ...{ name: (names[place] ?? 0) | 0, place: (places[place] ?? 0) | 0 },
          streetless: values[streetAt] === '',
        };
      });
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
      const homes = findHouseholds(table, clusterOf, isRare === undefined ? {} : { isRare });
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
