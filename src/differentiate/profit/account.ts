import { words } from '#platform/module';
import { trimDecimal } from '#platform/money';
import { type Account, type CostRow, type CostLine, costLines } from './api.ts';
import type { AccountTotals } from './account-totals.warehouse.ts';
import { addExact, timesExact } from './exact.ts';
import { drivers } from './drivers.ts';
import type { ProfitPlan } from './profits.warehouse.ts';

/** What an account is read with: the costs it was computed by. */
export type Prices = Pick<ProfitPlan, 'entries' | 'recorded'> & { readonly noCost: readonly CostLine[] };

const partly = words('le poids de certains colis manque', 'the weight of some parcels is missing');

/** What is known of a cost, by its place: the volume of those of whom every unit was measured, at its rate. */
function knownAmount(totals: AccountTotals, prices: Prices, index: number): string {
  const rate = index === prices.entries.length ? '1' : prices.entries[index]?.rate;
  if (rate === null || rate === undefined) return '0';
  const [places, volumes] = totals.unmeasured;
  const without = volumes[places.indexOf(index + 1)] ?? '0';
  return timesExact(addExact([totals.volumes[index] ?? '0'], [without]), rate);
}

function rowsOf(totals: AccountTotals, prices: Prices): CostRow[] {
  const rows = prices.entries.map((entry, index): CostRow => {
    const unknown = entry.unknown ?? (totals.unmeasured[0].includes(index + 1) ? partly : null);
    return {
      ...{ id: entry.id, name: entry.name, line: entry.line, driver: entry.driver },
      driverLabel: drivers[entry.driver].label,
      volume: entry.rate === null ? null : trimDecimal(totals.volumes[index] ?? '0'),
      rate: entry.rate === null ? null : trimDecimal(entry.rate),
      amount: unknown === null ? knownAmount(totals, prices, index) : null,
      unknown,
    };
  });
  if (!prices.recorded) return rows;
  const amount = knownAmount(totals, prices, prices.entries.length);
  const row = { id: 'recorded', name: 'recorded', line: 'selling' as const, driver: null, driverLabel: null };
  return [...rows, { ...row, volume: null, rate: null, amount, unknown: null }];
}

/** The account as it is shown: what is unknown is null, with what is known of it beside, and never zero. */
export function accountOf(totals: AccountTotals, prices: Prices): Account {
  const rows = rowsOf(totals, prices);
  const margin = totals.uncosted_lines === 0 ? addExact([totals.net_sales], [totals.known_goods]) : null;
  const costs = costLines.map((line) => {
    const own = rows.filter((row) => row.line === line);
    const said = prices.noCost.includes(line) || prices.entries.some((entry) => entry.line === line);
    const isKnown = said && own.every((row) => row.amount !== null);
    const known = addExact(
      rows.flatMap((row, index) => (row.line === line ? [knownAmount(totals, prices, index)] : [])),
    );
    return { line, amount: isKnown ? known : null, known, rows: own };
  });
  const amounts = costs.map((one) => one.amount);
  const allKnown = margin !== null && amounts.every((amount) => amount !== null);
  return {
    orders: totals.orders,
    netSales: trimDecimal(totals.net_sales),
    returned: trimDecimal(totals.returned),
    costOfGoods: totals.uncosted_lines === 0 ? trimDecimal(totals.known_goods) : null,
    knownCostOfGoods: trimDecimal(totals.known_goods),
    uncostedLines: totals.uncosted_lines,
    uncostedSales: trimDecimal(totals.uncosted_sales),
    grossMargin: margin,
    costs,
    directProfit: allKnown
      ? addExact(
          [margin],
          amounts.filter((amount) => amount !== null),
        )
      : null,
    profitAtMost: trimDecimal(totals.profit_at_most),
  };
}
