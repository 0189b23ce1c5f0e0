import type { RecordKind } from '../mapping/record-kinds.ts';

/** Where a column of a fact comes from: a field of its record, or what the mapping keeps beside (as JSON). */
export type FactColumn = {
  readonly name: string;
  readonly field?: string;
  /** An empty value is NULL. */
  readonly orNull?: boolean;
};

const from = (name: string, field: string): FactColumn => ({ name, field });
const orNull = (name: string, field: string): FactColumn => ({ name, field, orNull: true });

/**
 * The kinds of record that are facts: their table, and their own columns, which stand between `person_id`, `source_id` and
 * `import_id`, `chunk`, `line`. A fact's person is the first field of its record.
 */
export const factKinds = {
  orderLine: {
    table: 'order_lines',
    columns: [
      from('order_key', 'order'),
      from('ordered_at', 'at'),
      from('sku', 'sku'),
      from('quantity', 'quantity'),
      orNull('unit_price', 'unitPrice'),
      from('net', 'net'),
      orNull('unit_cost', 'unitCost'),
      from('currency', 'currency'),
      from('country', 'country'),
      from('channel', 'channel'),
      from('store', 'store'),
      from('coupon_code', 'coupon'),
    ],
  },
  event: {
    table: 'events',
    columns: [
      from('type', 'type'),
      from('occurred_at', 'at'),
      orNull('amount', 'amount'),
      from('currency', 'currency'),
      { name: 'properties' },
    ],
  },
  contact: {
    table: 'contacts',
    columns: [
      from('campaign_key', 'campaign'),
      from('step', 'step'),
      from('arm', 'arm'),
      from('channel', 'channel'),
      from('kind', 'kind'),
      from('reason', 'reason'),
      from('link', 'link'),
      from('message_id', 'message'),
      from('occurred_at', 'at'),
      orNull('cost', 'cost'),
    ],
  },
} as const satisfies Partial<Record<RecordKind, { table: string; columns: readonly FactColumn[] }>>;

export type FactKind = keyof typeof factKinds;

export const isFactKind = (kind: RecordKind): kind is FactKind => kind in factKinds;

/** The columns of a kind that lines may fill; the others keep the table's default, and cost nothing to write. */
export function filledColumns(kind: FactKind, filled: ReadonlySet<string>): FactColumn[] {
  const columns: readonly FactColumn[] = factKinds[kind].columns;
  return columns.filter(({ field }) => field === undefined || filled.has(field));
}
