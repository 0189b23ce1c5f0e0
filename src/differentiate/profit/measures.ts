import { momentOf } from '#differentiate/value';
import { type CostEntry, type DriverName } from './api.ts';
import { drivers } from './drivers.ts';
import { type Period, within } from './period.ts';

/** Values to bind beside a statement; the statement only holds their placeholders. */
export type Bound = Record<string, unknown>;

/**
 * How one cost is counted by person, in each table its driver is found in. `orders` is a condition on lines that are no returns ('1': none):
 * the orders with such a line are counted, each once. `unweighed` counts parcels whose weight nobody said. A `decimal` is an amount or a weight, else a count.
 */
export type Measure = {
  readonly type: 'count' | 'decimal';
  readonly lines?: string;
  readonly orders?: string;
  readonly events?: string;
  readonly contacts?: string;
  readonly unweighed?: string;
};

/** What tells an order from others of the same person. */
export const orderHash = 'cityHash64(source_id, order_key)';

const kg = "toDecimal128OrNull(JSONExtractString(properties, 'kg'), 6)";
const kgNumber = "toDecimal128OrNull(toString(JSONExtractFloat(properties, 'kg')), 6)";
/** The weight as text or as a number; NULL when neither says it. */
export const weight = `coalesce(${kg}, if(JSONHas(properties, 'kg') AND JSONExtractFloat(properties, 'kg') > 0, ${kgNumber}, NULL))`;

/** `name IN ('a', 'b')`, of names written in this program only. */
const oneOf = (column: string, names: readonly string[]) =>
  `${column} IN (${names.map((name) => `'${name}'`).join(', ')})`;

/** The condition on a column of time, or none where the whole period is meant. */
function during(column: string, part: Period, whole: Period, bound: Bound): string[] {
  const conditions: string[] = [];
  const bind = (operator: string, at: Date) => {
    const name = `t${at.getTime()}`;
    bound[name] = momentOf(at);
    conditions.push(`${column} ${operator} {${name}:DateTime64(3, 'UTC')}`);
  };
  if (part.from > whole.from) bind('>=', part.from);
  if (part.until < whole.until) bind('<', part.until);
  return conditions;
}

/** The placeholder of a text; the same text has the same one, so that what is counted alike is counted once. */
function bindText(text: string, bound: Bound): string {
  const known = Object.keys(bound).find((name) => /^text\d/.test(name) && bound[name] === text);
  const name = known ?? `text${Object.keys(bound).length}`;
  bound[name] = text;
  return `{${name}:String}`;
}

/** Which facts of a table a cost is for, besides the period of the account. */
export function conditionsOf(
  entry: CostEntry,
  column: 'ordered_at' | 'occurred_at',
  period: Period,
  bound: Bound,
): string[] {
  const part = within(period, entry);
  if (part === undefined) return ['0'];
  const conditions = during(column, part, period, bound);
  if (entry.channel !== null) conditions.push(`channel = ${bindText(entry.channel, bound)}`);
  if (entry.brand !== null) {
    const brand = "dictGetOrDefault('product_brand', 'brand', tuple(toString(sku)), '')";
    conditions.push(`${brand} = ${bindText(entry.brand, bound)}`);
  }
  return conditions;
}

/** The facts of a driver in one table: which rows are counted. */
export function rowsOf(driver: DriverName, table: 'lines' | 'events' | 'contacts'): string[] | undefined {
  const { lines, events, contacts } = drivers[driver];
  if (table === 'lines') {
    if (lines === undefined) return undefined;
    if (driver === 'salesPercent') return [];
    return [driver === 'return' ? 'is_return = 1' : 'is_return = 0'];
  }
  if (table === 'events') return events && [oneOf('type', events)];
  // A contact that says what it cost is taken at that cost.
  return contacts && ["kind = 'sent'", 'isNull(cost)', oneOf('channel', contacts)];
}

const all = (conditions: readonly string[]) => (conditions.length === 0 ? '1' : conditions.join(' AND '));

/** How a cost is counted over a period, by person. */
export function measureOf(entry: CostEntry, period: Period, bound: Bound): Measure {
  const { driver } = entry;
  const lines = rowsOf(driver, 'lines');
  if (lines !== undefined) {
    const own = conditionsOf(entry, 'ordered_at', period, bound);
    if (driver === 'order') return { type: 'count', orders: all(own) };
    const condition = all([...lines, ...own]);
    if (driver !== 'salesPercent') return { type: 'count', lines: `countIf(${condition})` };
    return { type: 'decimal', lines: condition === '1' ? 'sum(net)' : `sumIf(net, ${condition})` };
  }
  const when = conditionsOf(entry, 'occurred_at', period, bound);
  const inTable = (table: 'events' | 'contacts') => {
    const rows = rowsOf(driver, table);
    return rows && all([...rows, ...when]);
  };
  const [events, contacts] = [inTable('events'), inTable('contacts')];
  if (driver === 'kg' && events !== undefined) {
    const unweighed = `countIf(isNull(${weight}) AND ${events})`;
    return {
      type: 'decimal',
      events: `sumIf(ifNull(${weight}, toDecimal128(0, 6)), ${events})`,
      unweighed,
    };
  }
  return {
    type: 'count',
    ...(events === undefined ? {} : { events: `countIf(${events})` }),
    ...(contacts === undefined ? {} : { contacts: `countIf(${contacts})` }),
  };
}
