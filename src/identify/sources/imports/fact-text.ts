import type { RecordKind } from '../mapping/record-kinds.ts';

type Values = readonly string[];
type Other = Readonly<Record<string, string>> | undefined;

/** A value in ClickHouse's TabSeparated. Most have nothing to escape. */
function escaped(text: string): string {
  return /[\\\t\n\r]/.test(text) ? text.replace(/[\\\t\n\r]/g, (sign) => signs[sign] ?? sign) : text;
}

const signs: Readonly<Record<string, string>> = { '\\': '\\\\', '\t': '\\t', '\n': '\\n', '\r': '\\r' };
const orNull = (text: string | undefined) => (text === undefined || text === '' ? '\\N' : text);

/** person, order, at, sku, quantity, unitPrice, net, unitCost, currency, country, channel, store, coupon. */
function orderLine(values: Values): string {
  const [, order = '', at, sku = '', quantity, unitPrice, net, unitCost, currency, ...texts] = values;
  const [country = '', channel = '', store = '', coupon = ''] = texts;
  return `${escaped(order)}\t${at}\t${escaped(sku)}\t${quantity}\t${orNull(unitPrice)}\t${net}\t${orNull(unitCost)}\t${currency}\t${escaped(country)}\t${escaped(channel)}\t${escaped(store)}\t${escaped(coupon)}`;
}

/** person, type, at, amount, currency. */
function event(values: Values, other: Other): string {
  const [, type = '', at, amount, currency = ''] = values;
  const properties = other === undefined ? '{}' : JSON.stringify(other);
  return `${escaped(type)}\t${at}\t${orNull(amount)}\t${currency}\t${escaped(properties)}`;
}

/** person, campaign, at, kind, channel, step, arm, reason, link, message, cost. */
function contact(values: Values): string {
  const [, campaign = '', at, kind = '', channel = '', step = '', arm = '', ...rest] = values;
  const [reason = '', link = '', message = '', cost] = rest;
  const before = [campaign, step, arm, channel, kind, reason, link].map(escaped).join('\t');
  return `${before}\t0\t${escaped(message)}\t${at}\t${orNull(cost)}`;
}

/**
 * The kinds of record that are facts: their table, and a record's columns as TabSeparated text, between `source_id` and
 * `import_id` in the order of `factColumns`.
 */
export const factKinds = {
  orderLine: { table: 'order_lines', text: orderLine },
  event: { table: 'events', text: event },
  contact: { table: 'contacts', text: contact },
} as const satisfies Partial<
  Record<RecordKind, { table: string; text: (values: Values, other: Other) => string }>
>;

export type FactKind = keyof typeof factKinds;

export const isFactKind = (kind: RecordKind): kind is FactKind => kind in factKinds;

/** What comes before a fact's own columns: whose it is (0: nobody known), and the source. */
export const factStart = (personId: number, sourceId: number) => `${personId}\t${sourceId}\t`;

/** What comes after them: where the fact was read. */
export function factEnding(importId: number, chunk: number): (line: number) => string {
  const start = `\t${importId}\t${chunk}\t`;
  return (line) => `${start}${line}\n`;
}
