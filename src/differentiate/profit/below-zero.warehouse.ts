import type { Warehouse } from '#platform/warehouse';
import type { Cheaper } from './loss-causes.ts';

/** Customers below zero by what brings them there. */
export function lossCauses(
  warehouse: Warehouse,
  snapshotId: number,
): Promise<{ cause: string; customers: number; loss: string }[]> {
  return warehouse.query(
    `SELECT loss_cause AS cause, count() AS customers, sum(profit_at_most) AS loss FROM customer_profits
     WHERE snapshot_id = {snapshotId:UInt64} AND customer_id != 0 AND profit_at_most < 0
     GROUP BY cause ORDER BY loss, cause`,
    { snapshotId },
  );
}

/** For each cheaper way, the customers below zero it concerns, what it saves, and how many it brings back to zero or above. */
export async function cheaperEffects(
  warehouse: Warehouse,
  snapshotId: number,
  ways: readonly Cheaper[],
): Promise<{ customers: number; saves: string; back: number }[]> {
  if (ways.length === 0) return [];
  const columns = ways.map(({ place }, index) => {
    const saved = `volumes[${place + 1}] * ({rate${index}:Decimal(38, 12)} - {cheaper${index}:Decimal(38, 12)})`;
    return `(countIf(volumes[${place + 1}] > 0), toString(sum(toDecimal128(${saved}, 12))),
             countIf(profit_at_most + toDecimal128(${saved}, 12) >= 0)) AS way${index}`;
  });
  const parameters: Record<string, unknown> = { snapshotId };
  for (const [index, { rate, cheaperRate }] of ways.entries()) {
    parameters[`rate${index}`] = rate;
    parameters[`cheaper${index}`] = cheaperRate;
  }
  const [row] = await warehouse.query<Record<string, [number, string, number]>>(
    `SELECT ${columns.join(', ')} FROM customer_profits
     WHERE snapshot_id = {snapshotId:UInt64} AND customer_id != 0 AND profit_at_most < 0`,
    parameters,
  );
  return ways.map((_, index) => {
    const [customers = 0, saves = '0', back = 0] = row?.[`way${index}`] ?? [];
    return { customers: Number(customers), saves, back: Number(back) };
  });
}

export type BelowZeroRow = {
  customer_id: number;
  profit: string;
  known: number;
  net_sales: string;
  cause: string;
  volumes: string[];
};

/** Customers below zero, the greatest loss first, after the last one seen. */
export function listBelowZero(
  warehouse: Warehouse,
  input: { snapshotId: number; limit: number; after?: { profit: string; customerId: number } | undefined },
): Promise<BelowZeroRow[]> {
  const { after } = input;
  return warehouse.query(
    `SELECT customer_id, profit_at_most AS profit, toUInt8(isNotNull(direct_profit)) AS known, net_sales,
            loss_cause AS cause, volumes
     FROM customer_profits
     WHERE snapshot_id = {snapshotId:UInt64} AND customer_id != 0 AND profit_at_most < 0
           ${after === undefined ? '' : 'AND (profit_at_most, customer_id) > ({profit:Decimal(38, 12)}, {customerId:UInt64})'}
     ORDER BY profit_at_most, customer_id LIMIT {limit:UInt64}`,
    { ...input, ...after },
  );
}
