import { trimDecimal } from '#platform/money';
import type { Warehouse } from '#platform/warehouse';

const known = (amount: string | null) => (amount === null ? null : trimDecimal(amount));

/** Lifetime values of a snapshot added up, over those that are known; reliability is their mean. */
export async function lifetimeSums(warehouse: Warehouse, snapshotId: number) {
  const [row] = await warehouse.query<{
    customers: number;
    potential: string | null;
    reliability: number | null;
    value: string | null;
    payments: number;
  }>(
    `SELECT countIf(isNotNull(p.lifetime_value)) AS customers, sumIf(p.potential, isNotNull(p.lifetime_value)) AS potential,
            avgIf(p.reliability, isNotNull(p.lifetime_value)) AS reliability, sum(p.lifetime_value) AS value,
            (SELECT sum(good_payments + bad_payments) FROM customer_profits WHERE snapshot_id = {snapshotId:UInt64}) AS payments
     FROM customer_profits AS p WHERE p.snapshot_id = {snapshotId:UInt64} AND p.customer_id != 0`,
    { snapshotId },
  );
  const customers = row?.customers ?? 0;
  return {
    customers,
    potential: customers === 0 ? null : known(row?.potential ?? null),
    reliability: customers === 0 ? null : (row?.reliability ?? null),
    reliabilityAssumed: (row?.payments ?? 0) === 0,
    lifetimeValue: customers === 0 ? null : known(row?.value ?? null),
  };
}

/** One customer's lifetime value in a snapshot; null when they are not in it. */
export async function lifetimeValueOf(warehouse: Warehouse, snapshotId: number, customerId: number) {
  const [row] = await warehouse.query<{
    potential: string | null;
    reliability: number | null;
    value: string | null;
    payments: number;
  }>(
    `SELECT potential, reliability, lifetime_value AS value,
            (SELECT sum(good_payments + bad_payments) FROM customer_profits WHERE snapshot_id = {snapshotId:UInt64}) AS payments
     FROM customer_profits WHERE snapshot_id = {snapshotId:UInt64} AND customer_id = {customerId:UInt64}`,
    { snapshotId, customerId },
  );
  if (row === undefined) return null;
  return {
    ...{ potential: known(row.potential), reliability: row.reliability, lifetimeValue: known(row.value) },
    reliabilityAssumed: row.payments === 0,
  };
}
