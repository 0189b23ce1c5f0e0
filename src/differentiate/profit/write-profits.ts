import { futureMargins } from '#differentiate/lifetime';
import { momentOf, type SnapshotPart } from '#differentiate/value';
import type { Database } from '#platform/database';
import type { Warehouse } from '#platform/warehouse';
import { unsaidCosts } from './cost-model.ts';
import { selectActualModel } from './cost-model.store.ts';
import { yearUpTo } from './period.ts';
import { saveProfitSnapshot } from './profit-snapshot.store.ts';
import { composeProfits, planProfits, type ProfitPlan } from './profits.warehouse.ts';

/** How far payment can be counted on, over those with recorded payments: `share` is kept, null when no payment was ever recorded. */
async function paidShare(warehouse: Warehouse, { period }: ProfitPlan): Promise<number | null> {
  const [row] = await warehouse.query<{ good: number; bad: number }>(
    `SELECT countIf(type = 'payment') AS good, countIf(type IN ('payment-failed', 'payment-late', 'unpaid')) AS bad
     FROM events WHERE occurred_at >= {from:DateTime64(3, 'UTC')} AND occurred_at < {until:DateTime64(3, 'UTC')}`,
    { from: momentOf(period.from), until: momentOf(period.until) },
  );
  const all = (row?.good ?? 0) + (row?.bad ?? 0);
  return all === 0 ? null : (row?.good ?? 0) / all;
}

/** Payments of the base that a customer's own are weighed against: with few of their own, a customer is taken as the others. */
const payments = 4;

/**
 * Stores the accounts, with the margin to come beside: lifetime value = (direct profit + potential) × reliability. Read in
 * small blocks, so that the sums of the persons met in one stay in the processor's cache.
 */
async function storeProfits(warehouse: Warehouse, snapshotId: number, plan: ProfitPlan): Promise<void> {
  const { query, parameters } = composeProfits(plan);
  const share = await paidShare(warehouse, plan);
  const assumed = plan.model.assumedReliability;
  const reliability =
    share === null
      ? assumed === null
        ? 'CAST(NULL AS Nullable(Float64))'
        : 'CAST({assumed:Float64} AS Nullable(Float64))'
      : `CAST((p.good_payments + ${payments} * {share:Float64}) / (p.good_payments + p.bad_payments + ${payments}) AS Nullable(Float64))`;
  await warehouse.command(
    `INSERT INTO customer_profits
     SELECT {snapshotId:UInt64} AS snapshot_id, p.*, l.potential AS potential, ${reliability} AS reliability,
            toDecimal128((p.direct_profit + l.potential) * toDecimal64(reliability, 6), 12)
     FROM (${query}) AS p LEFT JOIN (${futureMargins}) AS l ON l.customer_id = p.customer_id
     SETTINGS join_use_nulls = 1, max_insert_threads = 4, max_block_size = 16384`,
    { ...parameters, snapshotId, share: share ?? 0, assumed: assumed ?? 0 },
  );
}

/** Profit and loss of every customer over the twelve months before a snapshot, by the costs in force. */
export function profitPart(needs: { db: Database; warehouse: Warehouse }): SnapshotPart {
  const { db, warehouse } = needs;
  return {
    tables: ['customer_profits'],
    write: async ({ snapshotId, asOf, currency }) => {
      const actual = await selectActualModel(db);
      const model = actual?.definition ?? unsaidCosts;
      const period = yearUpTo(asOf);
      const plan = await planProfits(warehouse, { model, currency, period });
      await saveProfitSnapshot(db, {
        snapshotId,
        period: { from: period.from.toISOString(), until: period.until.toISOString() },
        model: { name: actual?.name ?? 'Actual', version: actual?.version ?? 0, definition: model },
        prices: { entries: plan.entries, recorded: plan.recorded },
      });
      await storeProfits(warehouse, snapshotId, plan);
    },
  };
}
