import { unitCostExpression } from '#differentiate/value';
import type { Database } from '#platform/database';
import { isRefusal, type Outcome, refuse } from '#platform/errors';
import type { Warehouse } from '#platform/warehouse';
import { selectCostModel } from './cost-model.store.ts';
import { daysBetween, type Period } from './period.ts';
import { profitSnapshot } from './profit-statement.ts';
import { planProfits, type ProfitPlan } from './profits.warehouse.ts';

type Needs = { db: Database; warehouse: Warehouse };
export type Chosen = {
  readonly from?: string | undefined;
  readonly until?: string | undefined;
  readonly costModelId?: number | undefined;
  /** The snapshot whose period and costs hold unless others are chosen; the newest when left out. */
  readonly snapshotId?: number | undefined;
};

function chosenPeriod(chosen: Chosen, otherwise: { from: string; until: string }): Outcome<Period> {
  const { from, until } = chosen;
  if (from === undefined && until === undefined)
    return { from: new Date(otherwise.from), until: new Date(otherwise.until) };
  if (from === undefined || until === undefined || from > until)
    return refuse('invalid', 'bad-period', 'A period needs its first and its last day, in order.', {
      from,
      until,
    });
  return daysBetween(from, until);
}

/**
 * The plan of a snapshot, or the same for another period or other costs (then no snapshot has its figures). Refuses before the first computation, a
 * period turned round, and a cost model that is not there.
 */
export async function chosenPlan(
  needs: Needs,
  chosen: Chosen,
): Promise<
  Outcome<{ plan: ProfitPlan; costModel: { name: string; version: number }; snapshotId: number | null }>
> {
  const snapshot = await profitSnapshot(needs, chosen.snapshotId);
  if (isRefusal(snapshot)) return snapshot;
  const period = chosenPeriod(chosen, snapshot.period);
  if (isRefusal(period)) return period;
  const { currency } = snapshot;
  if (chosen.costModelId === undefined && chosen.from === undefined) {
    const unitCost = await unitCostExpression(needs.warehouse);
    const { entries, recorded } = snapshot.prices;
    const plan = { model: snapshot.model.definition, entries, recorded, unitCost, currency, period };
    return {
      plan,
      costModel: { name: snapshot.model.name, version: snapshot.model.version },
      snapshotId: snapshot.snapshotId,
    };
  }
  const other =
    chosen.costModelId === undefined ? undefined : await selectCostModel(needs.db, chosen.costModelId);
  if (chosen.costModelId !== undefined && other === undefined)
    return refuse('not-found', 'no-such-cost-model', `There is no cost model ${chosen.costModelId}.`);
  const model = other?.definition ?? snapshot.model.definition;
  const { name, version } = other ?? snapshot.model;
  return {
    plan: await planProfits(needs.warehouse, { model, currency, period }),
    costModel: { name, version },
    snapshotId: null,
  };
}

/** A plan's period as it is shown. */
export const shownPeriod = ({ period }: ProfitPlan) => ({
  from: period.from.toISOString(),
  until: period.until.toISOString(),
});
