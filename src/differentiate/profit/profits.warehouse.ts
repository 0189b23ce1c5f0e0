import { momentOf, unitCostExpression } from '#differentiate/value';
import type { Warehouse } from '#platform/warehouse';
import { type CostModel, type CostLine, costLines } from './api.ts';
import { type Bound, type Measure, measureOf } from './measures.ts';
import { composeSums } from './person-sums.warehouse.ts';
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

/** Each distinct way of counting once, however many costs count so. */
function distinct(measures: readonly Measure[]): { list: Measure[]; places: number[] } {
  const keys = [...new Set(measures.map((measure) => JSON.stringify(measure)))];
  return {
    list: keys.map((key) => JSON.parse(key) as Measure),
    places: measures.map((measure) => keys.indexOf(JSON.stringify(measure))),
  };
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

/** The ids of the costs in the order of `volumes`. */
export const costIds = (plan: Pick<ProfitPlan, 'entries' | 'recorded'>) => [
  ...plan.entries.map((entry) => entry.id),
  ...(plan.recorded ? ['recorded'] : []),
];

/** Whether the data may leave the amount of a cost unknown for a customer. */
const mayMiss = (entry: PricedEntry) => entry.rate === null || entry.driver === 'kg';

function amountOf(entry: PricedEntry, index: number, place: number, bound: Bound): string {
  if (entry.rate === null) return `CAST(NULL AS Nullable(Decimal(38, 12))) AS a${index}`;
  bound[`rate${index}`] = entry.rate;
  const amount = `toDecimal128(v${place} * {rate${index}:Decimal(38, 12)}, 12)`;
  return `${entry.driver === 'kg' ? `if(u${place} > 0, NULL, ${amount})` : amount} AS a${index}`;
}

/** The id of the cost that took most, the first of equals. Compared one by one: an array for every customer to be searched cost more. */
function greatestCost(spent: readonly string[]): string {
  if (spent.length === 0) return "''";
  const most = `greatest(${spent.join(', ')})`;
  const cases = spent.map((one, index) => `${one} >= ${most}, {ids:Array(String)}[${index + 1}]`);
  return `multiIf(${cases.join(', ')}, '')`;
}

/** The places of the costs of which not every unit could be measured. */
function unmeasured({ entries }: ProfitPlan): string {
  const places = entries.flatMap((entry, index) =>
    entry.driver === 'kg' && entry.rate !== null ? `if(isNull(a${index}), ${index + 1}, 0)` : [],
  );
  const list = places.length === 0 ? '[]' : `arrayFilter(place -> place > 0, [${places.join(', ')}])`;
  return `CAST(${list} AS Array(UInt16))`;
}

/**
 * One row for each customer with a fact in the period (0: nobody known): sales, known costs, the volume of each cost (its amount is the
 * volume times the rate, unknown where it is unmeasured), the lines of the account and its end. Nothing is rounded.
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
  const recorded = plan.recorded ? ['recorded'] : [];
  const volumes = [...places.map((place) => `toDecimal128(v${place}, 6)`), ...recorded];
  const known = plan.entries.map((entry, index) =>
    mayMiss(entry) ? `ifNull(a${index}, toDecimal128(0, 12))` : `a${index}`,
  );
  const spent = [...known, ...recorded.map((name) => `toDecimal128(${name}, 12)`)];
  const query = `
    SELECT customer_id, orders, toDecimal128(net, 12) AS net_sales, toDecimal128(returned, 12) AS returned,
           toDecimal128(goods, 12) AS known_goods, uncosted AS uncosted_lines,
           toDecimal128(uncosted_net, 12) AS uncosted_sales,
           CAST([${volumes.join(', ')}] AS Array(Decimal(38, 6))) AS volumes,
           ${unmeasured(plan)} AS unmeasured,
           if(uncosted = 0, net_sales - known_goods, NULL) AS gross_margin,
           ${costLines.map((line) => `${lineAmount(plan, line)} AS ${column[line]}`).join(',\n           ')},
           gross_margin - selling - order_handling - distribution AS direct_profit,
           toDecimal128(${['net_sales - known_goods', ...spent].join(' - ')}, 12) AS profit_at_most,
           multiIf(profit_at_most >= 0, '',
                   net_sales < known_goods, if(-returned >= known_goods - net_sales, 'returns', 'margin'),
                   ${greatestCost(spent)}) AS loss_cause,
           good AS good_payments, bad AS bad_payments
    FROM (
      SELECT *${plan.entries.map((entry, index) => `, ${amountOf(entry, index, places[index] ?? 0, bound)}`).join('')}
      FROM (${composeSums(plan, measures, who)})
    )`;
  return { query, parameters: bound };
}
