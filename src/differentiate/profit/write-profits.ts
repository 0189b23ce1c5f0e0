import type { SnapshotPart } from '#differentiate/value';
import type { Database } from '#platform/database';
import type { Warehouse } from '#platform/warehouse';
import { unsaidCosts } from './cost-model.ts';
import { selectActualModel } from './cost-model.store.ts';
import { yearUpTo } from './period.ts';
import { saveProfitSnapshot } from './profit-snapshot.store.ts';
import { composeProfits, planProfits } from './profits.warehouse.ts';

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
      const { query, parameters } = composeProfits(plan);
      await warehouse.command(
        `INSERT INTO customer_profits SELECT {snapshotId:UInt64} AS snapshot_id, * FROM (${query})`,
        { ...parameters, snapshotId },
      );
    },
  };
}
