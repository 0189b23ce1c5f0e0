import { type Measure, orderHash } from './measures.ts';

/** What facts are read by: an expression for the cost of one article (null: nobody knows any), and the currency ('' for all). */
type Reading = { readonly unitCost: string | null; readonly currency: string };
type Column = {
  readonly type: 'count' | 'sales' | 'goods';
  readonly lines?: string;
  readonly events?: string;
};
type Table = 'lines' | 'events' | 'contacts';

const stored: Record<Table, { name: string; at: string }> = {
  lines: { name: 'order_lines', at: 'ordered_at' },
  events: { name: 'events', at: 'occurred_at' },
  contacts: { name: 'contacts', at: 'occurred_at' },
};

/** What is reckoned for the account itself, whatever the costs; decimals as wide as what they are read from, so that nothing is rounded. */
function reckoned(unitCost: string | null): Record<string, Column> {
  const cost = unitCost === null ? null : `toDecimal128(${unitCost}, 6)`;
  return {
    net: { type: 'sales', lines: 'sum(net)' },
    returned: { type: 'sales', lines: 'sum(net * is_return)' },
    goods:
      cost === null
        ? { type: 'goods' }
        : { type: 'goods', lines: `ifNull(sum(${cost} * quantity), toDecimal128(0, 10))` },
    uncosted: { type: 'count', lines: cost === null ? 'count()' : `countIf(isNull(${unitCost}))` },
    uncosted_net: { type: 'sales', lines: cost === null ? 'sum(net)' : `sum(net * isNull(${unitCost}))` },
    good: { type: 'count', events: "countIf(type = 'payment')" },
    bad: { type: 'count', events: "countIf(type IN ('payment-failed', 'payment-late', 'unpaid'))" },
  };
}

const typed: Record<Column['type'], (expression: string) => string> = {
  count: (expression) => `toUInt64(${expression})`,
  sales: (expression) => `toDecimal128(${expression}, 6)`,
  goods: (expression) => `toDecimal128(${expression}, 10)`,
};
const typeOf = ({ type }: Measure) => (type === 'count' ? 'count' : 'sales');

/** Conditions held beside the hash of an order in one number: the more of them, the fewer bits are left to tell orders apart. */
const conditionsHeld = 8;
const orderOf = `bitShiftRight(held, ${conditionsHeld})`;

/**
 * The orders of a person counted by several conditions at once: each line that is no return gives one number, the hash of its order with a bit for
 * each condition it meets, of which one small set is kept; an order counts where one of its lines does. A set for each condition takes half as
 * long again. `all` counts every order, `of` those that meet a condition.
 */
function orderColumns(measures: readonly Measure[]) {
  const conditions = [...new Set(measures.flatMap(({ orders }) => orders ?? []))].filter(
    (one) => one !== '1',
  );
  const held: string[] = [];
  for (let from = 0; from === 0 || from < conditions.length; from += conditionsHeld) {
    const bits = conditions.slice(from, from + conditionsHeld).map((one, bit) => `(${one}) * ${2 ** bit}`);
    const number = ['0', ...bits].join(' + ');
    held.push(
      `groupUniqArrayIf(bitShiftLeft(${orderHash}, ${conditionsHeld}) + ${number}, is_return = 0) AS orders${from / conditionsHeld}`,
    );
  }
  const all = `arrayUniq(arrayMap(held -> ${orderOf}, orders0))`;
  const of = (condition: string) => {
    const index = conditions.indexOf(condition);
    if (index < 0) return all;
    const [set, bit] = [Math.floor(index / conditionsHeld), 2 ** (index % conditionsHeld)];
    return `arrayUniq(arrayMap(held -> ${orderOf}, arrayFilter(held -> bitAnd(held, ${bit}) != 0, orders${set})))`;
  };
  return { held, all, of };
}

/** One table added up by person, in the order it lies on disk; columns of other tables are zero. */
function byPerson(table: Table, plan: Reading, measures: readonly Measure[], who: string): string {
  const lines = table === 'lines';
  const orders = orderColumns(measures);
  const own = Object.entries(reckoned(plan.unitCost)).map(
    ([name, column]) =>
      `${typed[column.type]((table === 'contacts' ? undefined : column[table]) ?? '0')} AS p_${name}`,
  );
  const counted = measures.map((measure, index) => {
    const ordered = lines && measure.orders !== undefined ? orders.of(measure.orders) : undefined;
    return `${typed[typeOf(measure)](measure[table] ?? ordered ?? '0')} AS m${index}`;
  });
  const unweighed = measures.flatMap((measure, index) =>
    measure.unweighed === undefined
      ? []
      : `toUInt64(${table === 'events' ? measure.unweighed : '0'}) AS u${index}`,
  );
  const { name, at } = stored[table];
  const columns = [
    ...(lines ? orders.held : []),
    ...own,
    `toUInt64(${lines ? orders.all : '0'}) AS p_orders`,
    `toDecimal128(${table === 'contacts' ? 'ifNull(sum(cost), 0)' : '0'}, 6) AS p_recorded`,
    ...counted,
    ...unweighed,
  ];
  const currency = lines && plan.currency !== '' ? "AND currency IN ('', {currency:String})" : '';
  const query = `SELECT person_id, ${columns.join(', ')} FROM ${name}
    WHERE ${at} >= {from:DateTime64(3, 'UTC')} AND ${at} < {until:DateTime64(3, 'UTC')} ${currency} ${who}
    GROUP BY person_id SETTINGS optimize_aggregation_in_order = 1`;
  return lines
    ? `SELECT * EXCEPT (${orders.held.map((_, set) => `orders${set}`).join(', ')}) FROM (${query})`
    : query;
}

/**
 * The facts of the period added up by customer (0: nobody known): `net`, `returned`, `goods`, `uncosted`, `uncosted_net`, `orders`, `recorded`, `good`,
 * `bad`; for each measure its units `v…`, and `u…` where units may be unweighed. Three aggregations by person, then one.
 */
export function composeSums(plan: Reading, measures: readonly Measure[], who: string): string {
  const sums = [
    ...[...Object.keys(reckoned(plan.unitCost)), 'orders', 'recorded'].map(
      (name) => `sum(p_${name}) AS ${name}`,
    ),
    ...measures.flatMap(({ unweighed }, index) => [
      `sum(m${index}) AS v${index}`,
      ...(unweighed === undefined ? [] : [`sum(u${index}) AS u${index}`]),
    ]),
  ];
  const tables = (['lines', 'events', 'contacts'] as const).map((table) =>
    byPerson(table, plan, measures, who),
  );
  return `
    SELECT dictGetOrDefault('customer_of', 'customer_id', person_id, person_id) AS customer_id, ${sums.join(', ')}
    FROM (${tables.join(' UNION ALL ')})
    GROUP BY customer_id`;
}
