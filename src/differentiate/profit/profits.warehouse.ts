import { momentOf, unitCostExpression } from '#differentiate/value';
import type { Warehouse } from '#platform/warehouse';
import { type CostModel, type CostLine, costLines } from './api.ts';

import { type Bound, type Measure, measureOf } from './measures.ts';
import type { Period } from './period.ts';
import { type PricedEntry, priceEntries } from './price-entries.ts';

/** Everything a profit and loss account is computed from, settled once: the same for one customer and for all. */
export type ProfitPlan = {
  readonly model: CostModel;
  readonly entries: readonly PricedEntry[];
  /** Whether contacts say themselves what they cost. */
  readonly recorded: boolean;
  readonly unitCost: string | null;
  readonly currency: string;
  readonly period: Period;
};

/** Prices a model over a period: rates, shared sums, and what cannot be known. */
export async function planProfits(
  warehouse: Warehouse,
  input: { model: CostModel; currency: string; period: Period },
): Promise<ProfitPlan> {
  const unitCost = await unitCostExpression(warehouse);
  const entries = await priceEntries(warehouse, input.model, input.currency);
  const [row] = await warehouse.query<{ costs: number }>(
    'SELECT count() AS costs FROM contacts WHERE isNotNull(cost)',
  );
  return { ...input, entries, unitCost, recorded: (row?.costs ?? 0) > 0 };
}

const reckoned = ['orders', 'net', 'returned', 'goods', 'uncosted', 'uncosted_net', 'good', 'bad'] as const;
type Reckoned = (typeof reckoned)[number];

/** What is read of order lines for the account itself, by person. */
function ownColumns(unitCost: string | null): Partial<Record<Reckoned, string>> {
  const cost = unitCost === null ? null : `toDecimal128(${unitCost}, 6)`;
  return {
    orders: 'uniqExactIf(cityHash64(source_id, order_key), is_return = 0)',
    net: 'sum(net)',
    returned: 'sumIf(net, is_return = 1)',
    goods: cost === null ? 'toDecimal128(0, 10)' : `ifNull(sum(${cost} * quantity), toDecimal128(0, 10))`,
    uncosted: cost === null ? 'count()' : `countIf(isNull(${cost}))`,
    uncosted_net: cost === null ? 'sum(net)' : `sumIf(net, isNull(${cost}))`,
  };
}

/** Each distinct way of counting once, however many costs count so. */
function distinct(measures: readonly Measure[]): { list: Measure[]; places: number[] } {
  const keys = [...new Set(measures.map((measure) => JSON.stringify(measure)))];
  return {
    list: keys.map((key) => JSON.parse(key) as Measure),
    places: measures.map((measure) => keys.indexOf(JSON.stringify(measure))),
  };
}

type Table = 'lines' | 'events' | 'contacts';
const stored: Record<Table, { name: string; at: string }> = {
  lines: { name: 'order_lines', at: 'ordered_at' },
  events: { name: 'events', at: 'occurred_at' },
  contacts: { name: 'contacts', at: 'occurred_at' },
};

/** One table added up by person, in the order it lies on disk; columns of other tables are zero. */
function byPerson(table: Table, plan: ProfitPlan, measures: readonly Measure[], who: string): string {
  const own = table === 'lines' ? ownColumns(plan.unitCost) : {};
  const paid =
    table === 'events'
      ? {
          good: "countIf(type = 'payment')",
          bad: "countIf(type IN ('payment-failed', 'payment-late', 'unpaid'))",
        }
      : {};
  const columns = { ...own, ...paid } as Partial<Record<Reckoned, string>>;
  const { name, at } = stored[table];
  const recorded = table === 'contacts' ? 'ifNull(sum(cost), 0)' : '0';
  const parts = [
    ...reckoned.map((column) => `toDecimal128(${columns[column] ?? '0'}, 10) AS p_${column}`),
    `toDecimal128(${recorded}, 6) AS p_recorded`,
    ...measures.flatMap((measure, index) => [
      `toDecimal128(${measure[table] ?? '0'}, 6) AS m${index}`,
      `toUInt64(${(table === 'events' ? measure.unweighed : undefined) ?? '0'}) AS u${index}`,
    ]),
  ];
  const currency = table === 'lines' && plan.currency !== '' ? "AND currency IN ('', {currency:String})" : '';
  return `SELECT person_id, ${parts.join(', ')} FROM ${name}
    WHERE ${at} >= {from:DateTime64(3, 'UTC')} AND ${at} < {until:DateTime64(3, 'UTC')} ${currency} ${who}
    GROUP BY person_id SETTINGS optimize_aggregation_in_order = 1`;
}

const column: Record<CostLine, string> = {
  selling: 'selling',
  orderHandling: 'order_handling',
  distribution: 'distribution',
};

/** The amount of a line of the account: NULL when nobody said what it costs, or one of its costs is unknown. */
function lineAmount(plan: ProfitPlan, line: CostLine): string {
  const amounts = plan.entries.flatMap((entry, index) => (entry.line === line ? [`a${index}`] : []));
  const free = plan.model.noCost.includes(line);
  if (amounts.length === 0 && !free) return 'CAST(NULL AS Nullable(Decimal(38, 12)))';
  const recorded = line === 'selling' && plan.recorded ? ['toDecimal128(recorded, 12)'] : [];
  return `CAST(${['toDecimal128(0, 12)', ...amounts, ...recorded].join(' + ')} AS Nullable(Decimal(38, 12)))`;
}

/** The ids of the costs in the order of `volumes` and `amounts`. */
export const costIds = (plan: Pick<ProfitPlan, 'entries' | 'recorded'>) => [
  ...plan.entries.map((entry) => entry.id),
  ...(plan.recorded ? ['recorded'] : []),
];

function amountOf(entry: PricedEntry, index: number, place: number, bound: Bound): string {
  if (entry.rate === null) return `CAST(NULL AS Nullable(Decimal(38, 12))) AS a${index}`;
  bound[`rate${index}`] = entry.rate;
  const amount = `toDecimal128(v${place} * {rate${index}:Decimal(38, 12)}, 12)`;
  const known = entry.driver === 'kg' ? `if(u${place} > 0, NULL, ${amount})` : `toNullable(${amount})`;
  return `${known} AS a${index}`;
}

const list = (items: readonly string[], type: string) =>
  items.length === 0 ? `CAST([] AS Array(${type}))` : `CAST([${items.join(', ')}] AS Array(${type}))`;

/**
 * One row for each customer with a fact in the period (0: nobody known): sales, known costs, volumes and amounts of each cost, the
 * lines of the account and its end. Three aggregations by person, then one by customer; nothing is rounded.
 */
export function composeProfits(
  plan: ProfitPlan,
  persons?: readonly number[],
): { query: string; parameters: Bound } {
  const bound: Bound = {
    from: momentOf(plan.period.from),
    until: momentOf(plan.period.until),
    currency: plan.currency,
    ids: costIds(plan),
  };
  if (persons !== undefined) bound['persons'] = persons;
  const who = persons === undefined ? '' : 'AND person_id IN {persons:Array(UInt64)}';
  const { list: measures, places } = distinct(
    plan.entries.map((entry) => measureOf(entry, plan.period, bound)),
  );
  const sums = [
    ...reckoned.map((name) => `sum(p_${name}) AS ${name}`),
    'sum(p_recorded) AS recorded',
    ...measures.flatMap((_, index) => [`sum(m${index}) AS v${index}`, `sum(u${index}) AS u${index}`]),
  ];
  const tables = (['lines', 'events', 'contacts'] as const).map((table) =>
    byPerson(table, plan, measures, who),
  );
  const amounts = plan.entries.map((_, index) => `a${index}`);
  const recorded = plan.recorded ? ['recorded'] : [];
  const known = [
    'toDecimal128(0, 12)',
    ...amounts.map((name) => `ifNull(${name}, toDecimal128(0, 12))`),
    ...recorded,
  ];
  const query = `
    SELECT customer_id, toUInt64(orders) AS orders, toDecimal128(net, 12) AS net_sales, toDecimal128(returned, 12) AS returned,
           toDecimal128(goods, 12) AS known_goods, toUInt64(uncosted) AS uncosted_lines,
           toDecimal128(uncosted_net, 12) AS uncosted_sales,
           ${list([...places.map((place) => `v${place}`), ...recorded], 'Decimal(38, 6)')} AS volumes,
           ${list([...amounts, ...recorded], 'Nullable(Decimal(38, 12))')} AS amounts,
           if(uncosted = 0, net_sales - known_goods, NULL) AS gross_margin,
           ${costLines.map((line) => `${lineAmount(plan, line)} AS ${column[line]}`).join(',\n           ')},
           gross_margin - selling - order_handling - distribution AS direct_profit,
           toDecimal128(net_sales - known_goods - (${known.join(' + ')}), 12) AS profit_at_most,
           multiIf(profit_at_most >= 0, '',
                   net_sales < known_goods, if(-returned >= known_goods - net_sales, 'returns', 'margin'),
                   {ids:Array(String)}[indexOf(arrayMap(one -> ifNull(one, toDecimal128(0, 12)), amounts),
                     arrayMax(arrayMap(one -> ifNull(one, toDecimal128(0, 12)), amounts)))]) AS loss_cause,
           toUInt64(good) AS good_payments, toUInt64(bad) AS bad_payments
    FROM (
      SELECT *${plan.entries.map((entry, index) => `, ${amountOf(entry, index, places[index] ?? 0, bound)}`).join('')}
      FROM (
        SELECT dictGetOrDefault('customer_of', 'customer_id', person_id, person_id) AS customer_id, ${sums.join(', ')}
        FROM (${tables.join(' UNION ALL ')})
        GROUP BY customer_id
      )
    )`;
  return { query, parameters: bound };
}
