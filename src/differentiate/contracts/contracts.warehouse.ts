import { retention } from '#analytics/value';
import { momentOf, type ValueSnapshot } from '#differentiate/value';
import type { Warehouse } from '#platform/warehouse';
import type { ContractSettings, FittedContracts } from './api.ts';
import { contractsNow, contractsOfFiles } from './contract-facts.warehouse.ts';

/** The chance that a contract is renewed 1, 2, 3 … times more. */
function lasts(fitted: FittedContracts, renewed: number, periods: number): number[] {
  let alive = 1;
  return Array.from({ length: periods }, (_, more) => {
    alive *= retention(fitted, renewed + more);
    return alive;
  });
}

/** Puts aside what awaits a contract by the renewals behind it; `periods` terms ahead at most. */
export async function writeOutlooks(
  warehouse: Warehouse,
  snapshotId: number,
  input: { readonly fitted: FittedContracts; readonly periods: number },
): Promise<void> {
  const { fitted, periods } = input;
  await warehouse.insert(
    'contract_outlooks',
    fitted.outlooks.map(({ renewed, renew, remaining }) => ({
      ...{ snapshot_id: snapshotId, renewals: renewed, lasts: lasts(fitted, renewed, periods) },
      ...{ renew: renew.estimate, renew_low: renew.low, renew_high: renew.high },
      ...{ remaining: remaining.estimate, remaining_low: remaining.low, remaining_high: remaining.high },
    })),
  );
}

/**
 * Every contract with what is still to come of it: the amount of a term × discounted terms beyond the one that runs. A contract that is over has
 * nothing to come; one with no amount, or of a file only, has it unknown. A field of a file speaks only where no event does.
 */
export async function writeContracts(
  warehouse: Warehouse,
  { snapshotId, asOf }: ValueSnapshot,
  { graceDays }: ContractSettings,
): Promise<void> {
  const ahead = (column: string) =>
    `multiIf(is_fact = 0, NULL, state != 'on', toNullable(0.), o.known = 1, toNullable(o.${column}), NULL)`;
  const money = (column: string) => `${ahead(column)} * toFloat64(c.amount)`;
  await warehouse.command(
    `INSERT INTO customer_contracts
     SELECT {snapshotId:UInt64}, c.customer_id, c.contract, c.started_at, c.ends_at, c.renewals, c.state, c.amount,
            ${ahead('renew')}, ${ahead('renew_low')}, ${ahead('renew_high')}, ${ahead('remaining')},
            ${money('remaining')}, ${money('remaining_low')}, ${money('remaining_high')}
     FROM (SELECT *, least(renewals, (SELECT max(renewals) FROM contract_outlooks WHERE snapshot_id = {snapshotId:UInt64})) AS row
           FROM (SELECT *, max(is_fact) OVER (PARTITION BY customer_id) AS has_fact FROM (${contractsNow} UNION ALL ${contractsOfFiles}))
           WHERE is_fact = has_fact) AS c
     LEFT JOIN (SELECT *, 1 AS known FROM contract_outlooks WHERE snapshot_id = {snapshotId:UInt64}) AS o ON o.renewals = c.row`,
    { snapshotId, asOf: momentOf(asOf), graceDays },
  );
}

/** Contracts of a snapshot by state. */
export function contractStates(
  warehouse: Warehouse,
  snapshotId: number,
): Promise<{ state: string; contracts: number; customers: number }[]> {
  return warehouse.query(
    `SELECT state, count() AS contracts, uniqExact(customer_id) AS customers FROM customer_contracts
     WHERE snapshot_id = {snapshotId:UInt64} GROUP BY state ORDER BY state DESC`,
    { snapshotId },
  );
}

/** Running contracts that end within some days of the snapshot, and what a term of theirs is worth together. */
export async function contractEnds(
  warehouse: Warehouse,
  input: { snapshotId: number; asOf: Date; withinDays: number },
): Promise<{ customers: number; amount: string | null }> {
  const [row] = await warehouse.query<{ customers: number; amount: string | null }>(
    `SELECT uniqExact(c.customer_id) AS customers, sum(c.amount) AS amount FROM customer_contracts AS c
     WHERE c.snapshot_id = {snapshotId:UInt64} AND c.state = 'on' AND c.ends_at >= {asOf:DateTime64(3, 'UTC')}
           AND c.ends_at < {asOf:DateTime64(3, 'UTC')} + toIntervalDay({withinDays:UInt32})`,
    { ...input, asOf: momentOf(input.asOf) },
  );
  return row ?? { customers: 0, amount: null };
}

/** What is still to come of all running contracts; null where no amount is known. Intervals are added up, as the model's error is shared by all. */
export async function residualTotal(warehouse: Warehouse, snapshotId: number) {
  const [row] = await warehouse.query<{ estimate: number | null; low: number | null; high: number | null }>(
    `SELECT sum(c.residual) AS estimate, sum(c.residual_low) AS low, sum(c.residual_high) AS high FROM customer_contracts AS c
     WHERE c.snapshot_id = {snapshotId:UInt64} AND c.state = 'on'`,
    { snapshotId },
  );
  const { estimate = null, low = null, high = null } = row ?? {};
  return estimate === null || low === null || high === null ? null : { estimate, low, high };
}

/** Customers of a snapshot of value whom nothing is forecast for. */
export async function customersWithoutForecast(warehouse: Warehouse, snapshotId: number): Promise<number> {
  const [row] = await warehouse.query<{ without: number }>(
    `SELECT countIf(isNull(l.customer_id)) AS without
     FROM (SELECT customer_id FROM customer_values WHERE snapshot_id = {snapshotId:UInt64}) AS v
     LEFT JOIN (SELECT customer_id FROM customer_lifetimes WHERE snapshot_id = {snapshotId:UInt64}) AS l ON l.customer_id = v.customer_id
     SETTINGS join_use_nulls = 1`,
    { snapshotId },
  );
  return row?.without ?? 0;
}

export type ContractRow = {
  contract: string;
  started_at: string | null;
  ends_at: string;
  renewals: number;
  state: 'on' | 'ended' | 'lapsed';
  amount: string | null;
  renew: number | null;
  renew_low: number | null;
  renew_high: number | null;
  remaining: number | null;
  residual: number | null;
  residual_low: number | null;
  residual_high: number | null;
};

/** One customer's contracts in a snapshot, the next to end first. */
export function contractsOf(
  warehouse: Warehouse,
  snapshotId: number,
  customerId: number,
): Promise<ContractRow[]> {
  return warehouse.query(
    `SELECT * FROM customer_contracts WHERE snapshot_id = {snapshotId:UInt64} AND customer_id = {customerId:UInt64}
     ORDER BY state = 'on' DESC, ends_at, contract`,
    { snapshotId, customerId },
  );
}
