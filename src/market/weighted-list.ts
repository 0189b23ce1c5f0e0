import { aliasTable, categorical, type AliasTable, type RandomStream } from '#analytics/random';

/** Items with the table to draw one by weight in constant time. */
export interface WeightedList<Item> {
  readonly items: readonly Item[];
  readonly table: AliasTable;
}

export function weightedList<Item>(
  items: readonly Item[],
  weightOf: (item: Item, at: number) => number,
): WeightedList<Item> {
  return { items, table: aliasTable(items.map(weightOf)) };
}

export function pick<Item>(random: RandomStream, list: WeightedList<Item>): Item {
  return list.items[categorical(random, list.table)] as Item;
}
