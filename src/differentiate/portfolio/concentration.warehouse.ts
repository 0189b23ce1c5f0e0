import type { Warehouse } from '#platform/warehouse';
import type { MeasureName } from './api.ts';
import { axes } from './axis.ts';

/** Where a measure is kept; those of other tables are read of buyers only, whom `customer_values` lists. */
const tables: Readonly<Record<MeasureName, string>> = {
  netSales12Months: 'customer_values',
  directProfit12Months: 'customer_profits',
  profitAtMost12Months: 'customer_profits',
  lifetimeValue: 'customer_profits',
  futureSales: 'customer_lifetimes',
  futureMargin: 'customer_lifetimes',
  potentialSales: 'customer_potentials',
  potentialRoom: 'customer_potentials',
};

const among = 'snapshot_id IN {snapshotIds:Array(UInt64)}';

const valuesOf = (measure: MeasureName) =>
  tables[measure] === 'customer_values'
    ? `SELECT snapshot_id, ${axes[measure].expression} AS value FROM customer_values WHERE ${among}`
    : `SELECT m.snapshot_id AS snapshot_id, m.value AS value
       FROM (SELECT snapshot_id, customer_id, ${axes[measure].expression} AS value FROM ${tables[measure]} WHERE ${among}) AS m
       INNER JOIN (SELECT snapshot_id, customer_id FROM customer_values WHERE ${among}) AS v
         ON v.snapshot_id = m.snapshot_id AND v.customer_id = m.customer_id`;

export type ConcentrationRow = {
  snapshot_id: number;
  customers: number;
  total: number;
  weighted: number;
  first_tenth: number;
  first_hundredth: number;
};

/**
 * One row for each snapshot where a measure is known of somebody: its total, the weighted sum that gives Gini's coefficient (Σ (2i − n − 1) xᵢ), and the
 * sums of the first tenth and hundredth of customers. Holds the values of all the snapshots asked at once.
 */
export function concentrationOf(
  warehouse: Warehouse,
  snapshotIds: readonly number[],
  measure: MeasureName,
): Promise<ConcentrationRow[]> {
  return warehouse.query(
    `WITH length(values) AS n
     SELECT snapshot_id, n AS customers, arraySum(values) AS total,
            arraySum(arrayMap((value, i) -> (2 * i - n - 1) * value, values, arrayEnumerate(values))) AS weighted,
            arraySum(arraySlice(values, 1 + toUInt64(round(9 * n / 10)))) AS first_tenth,
            arraySum(arraySlice(values, 1 + toUInt64(round(99 * n / 100)))) AS first_hundredth
     FROM (SELECT snapshot_id, arraySort(groupArray(assumeNotNull(value))) AS values
           FROM (${valuesOf(measure)}) WHERE isNotNull(value) GROUP BY snapshot_id)
     ORDER BY snapshot_id`,
    { snapshotIds },
  );
}
