import { momentOf } from '#differentiate/value';
import { type Bound, conditionsOf, rowsOf, weight } from './measures.ts';
import type { PricedEntry } from './price-entries.ts';
import type { ProfitPlan } from './profits.warehouse.ts';

export type Select = { readonly query: string; readonly parameters: Bound };

/** The persons of a customer, or everybody known. */
export type Whose = readonly number[] | 'everybody';

const customer = "dictGetOrDefault('customer_of', 'customer_id', person_id, person_id) AS customer_id";
const among = (whose: Whose, at: string) =>
  `${whose === 'everybody' ? 'person_id != 0' : 'person_id IN {persons:Array(UInt64)}'} AND ${at} >= {from:DateTime64(3, 'UTC')} AND ${at} < {until:DateTime64(3, 'UTC')}`;
const inCurrency = "AND ({currency:String} = '' OR currency IN ('', {currency:String}))";
const money = (expression: string) => `CAST(${expression} AS Nullable(Decimal(38, 12)))`;

function boundOf(plan: ProfitPlan, whose: Whose): Bound {
  const { period, currency } = plan;
  const persons = whose === 'everybody' ? {} : { persons: whose };
  return { ...persons, currency, from: momentOf(period.from), until: momentOf(period.until) };
}

/** The lines that make sales, returns, or the cost of goods. */
export function saleFacts(
  plan: ProfitPlan,
  whose: Whose,
  line: 'netSales' | 'returned' | 'costOfGoods',
): Select {
  const cost = plan.unitCost === null ? 'NULL' : `toDecimal128(${plan.unitCost}, 6) * quantity`;
  const amount = line === 'costOfGoods' ? cost : 'net';
  return {
    query: `SELECT ${customer}, ordered_at AS at, order_key AS what, sku AS detail, toString(quantity) AS volume, ${money(amount)} AS amount
            FROM order_lines WHERE ${among(whose, 'ordered_at')} ${inCurrency} ${line === 'returned' ? 'AND is_return = 1' : ''}`,
    parameters: boundOf(plan, whose),
  };
}

/** The orders, lines, events or contacts that make one cost, with what each costs. */
export function costFacts(plan: ProfitPlan, whose: Whose, entry: PricedEntry): Select {
  const bound = boundOf(plan, whose);
  if (entry.rate !== null) bound['rate'] = entry.rate;
  const price = entry.rate === null ? 'NULL' : '{rate:Decimal(38, 12)}';
  const lines = rowsOf(entry.driver, 'lines');
  if (lines !== undefined) {
    const when = conditionsOf(entry, 'ordered_at', plan.period, bound);
    const where = [among(whose, 'ordered_at'), ...lines, ...when].join(' AND ');
    if (entry.driver === 'order')
      return {
        query: `SELECT ${customer}, min(ordered_at) AS at, order_key AS what, '' AS detail, '1' AS volume, ${money(price)} AS amount
                FROM order_lines WHERE ${where} ${inCurrency} GROUP BY person_id, source_id, order_key`,
        parameters: bound,
      };
    const percent = entry.driver === 'salesPercent';
    return {
      query: `SELECT ${customer}, ordered_at AS at, order_key AS what, sku AS detail, ${percent ? 'toString(net)' : "'1'"} AS volume,
                     ${money(percent ? `toDecimal128(net, 6) * ${price}` : price)} AS amount
              FROM order_lines WHERE ${where} ${inCurrency}`,
      parameters: bound,
    };
  }
  const when = conditionsOf(entry, 'occurred_at', plan.period, bound);
  const weighed = entry.driver === 'kg' ? weight : 'toNullable(toDecimal128(1, 6))';
  const selects = (['events', 'contacts'] as const).flatMap((table) => {
    const rows = rowsOf(entry.driver, table);
    if (rows === undefined) return [];
    const [what, detail] = table === 'events' ? ['type', 'properties'] : ['channel', 'campaign_key'];
    return `SELECT ${customer}, occurred_at AS at, toString(${what}) AS what, ${detail} AS detail, toString(${weighed}) AS volume,
                   ${money(`${weighed} * ${price}`)} AS amount
            FROM ${table} WHERE ${[among(whose, 'occurred_at'), ...rows, ...when].join(' AND ')}`;
  });
  return { query: selects.join(' UNION ALL '), parameters: bound };
}

/** The contacts that say themselves what they cost. */
export function recordedFacts(plan: ProfitPlan, whose: Whose): Select {
  return {
    query: `SELECT ${customer}, occurred_at AS at, toString(channel) AS what, campaign_key AS detail, '1' AS volume, ${money('cost')} AS amount
            FROM contacts WHERE ${among(whose, 'occurred_at')} AND isNotNull(cost)`,
    parameters: boundOf(plan, whose),
  };
}
