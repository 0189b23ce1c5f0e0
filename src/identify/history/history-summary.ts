import { type Database, sql } from '#platform/database';
import { trimDecimal } from '#platform/money';
import type { Warehouse } from '#platform/warehouse';
import type { HistorySummary } from './api.ts';
import { readConcentration, readCurrencies, readLineTotals } from './summary.warehouse.ts';

/** History as a whole, in figures: what the command `history summary` prints. Money exact, as decimal text. */
export async function historySummary(warehouse: Warehouse, db: Database): Promise<HistorySummary> {
  const [totals, share, currencies, others, state] = await Promise.all([
    readLineTotals(warehouse),
    readConcentration(warehouse),
    readCurrencies(warehouse),
    warehouse.query<{ events: number; contacts: number }>(
      'SELECT (SELECT count() FROM events) AS events, (SELECT count() FROM contacts) AS contacts',
    ),
    readState(db),
  ]);
  const { first_at, last_at, net_sales, identified_net_sales, units, ...counts } = totals;
  return {
    ...counts,
    units: trimDecimal(units),
    netSales: trimDecimal(net_sales),
    identifiedNetSales: trimDecimal(identified_net_sales),
    topDecileShare: share,
    firstOrderAt: first_at === null ? null : new Date(first_at).toISOString(),
    lastOrderAt: last_at === null ? null : new Date(last_at).toISOString(),
    currencies: currencies.map((row) => ({
      currency: row.currency,
      lines: row.lines,
      netSales: trimDecimal(row.net_sales),
    })),
    events: others[0]?.events ?? 0,
    contacts: others[0]?.contacts ?? 0,
    ...state,
  };
}

async function readState(
  db: Database,
): Promise<{ persons: number; knownCustomers: number; sources: number; imports: number }> {
  const { rows } = await sql<{ persons: number; knownCustomers: number; sources: number; imports: number }>`
    select (select count(*) from identify.person) as persons,
           (select count(*) from identify.customer) as "knownCustomers",
           (select count(*) from identify.source) as sources,
           (select count(*) from identify.import where state = 'done') as imports
  `.execute(db);
  return rows[0] ?? { persons: 0, knownCustomers: 0, sources: 0, imports: 0 };
}
