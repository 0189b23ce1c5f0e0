import { listDoneSnapshots, type ValueSnapshot } from '#differentiate/value';
import { type Outcome, refuse } from '#platform/errors';
import type { ConcentrationOverTime, MeasureName } from './api.ts';
import { axes } from './axis.ts';
import { type ConcentrationRow, concentrationOf } from './concentration.warehouse.ts';
import type { PortfolioNeeds } from './portfolio.ts';

/** How many values are sorted at once: the dates of a small base go in one query, those of a large one by turns in the same memory. */
const valuesAtOnce = 2_000_000;

/**
 * How concentrated a measure was at each date that value is kept of, the earliest first: Gini's coefficient (Gini 1912, ties exact), share of the
 * first tenth and hundredth of the customers it is known of. No shares of a total that is not above zero, nor a hundredth of fewer than 100.
 * Refuses when value was never computed.
 */
export async function portfolioConcentration(
  needs: PortfolioNeeds,
  input: { measure: MeasureName; valuesAtOnce?: number },
): Promise<Outcome<ConcentrationOverTime>> {
  const snapshots = await listDoneSnapshots(needs.db, 120);
  if (snapshots.length === 0)
    return refuse(
      'not-found',
      'no-value-yet',
      'Value was not computed yet: refresh it after the first import of sales.',
    );
  const rows = new Map<number, ConcentrationRow>();
  for (const turn of inTurns(snapshots, input.valuesAtOnce ?? valuesAtOnce))
    for (const row of await concentrationOf(needs.warehouse, turn, input.measure))
      rows.set(row.snapshot_id, row);
  return {
    measure: input.measure,
    label: axes[input.measure].label,
    items: snapshots
      .toSorted((a, b) => a.asOf.getTime() - b.asOf.getTime() || a.snapshotId - b.snapshotId)
      .map((snapshot) => itemOf(snapshot, rows.get(snapshot.snapshotId))),
  };
}

function inTurns(snapshots: readonly ValueSnapshot[], most: number): number[][] {
  const turns: number[][] = [];
  let held = Infinity;
  for (const { snapshotId, customers } of snapshots) {
    held += customers ?? most;
    if (held > most) {
      turns.push([]);
      held = customers ?? most;
    }
    turns.at(-1)?.push(snapshotId);
  }
  return turns;
}

function itemOf({ snapshotId, asOf, currency }: ValueSnapshot, row: ConcentrationRow | undefined) {
  const { customers, total, weighted } = row ?? { customers: 0, total: 0, weighted: 0 };
  const shared = row !== undefined && total > 0 ? row : undefined;
  return {
    ...{ snapshotId, asOf: asOf.toISOString(), currency, customers, total },
    gini: shared ? weighted / (customers * total) : null,
    firstTenth: shared && customers >= 10 ? shared.first_tenth / total : null,
    firstHundredth: shared && customers >= 100 ? shared.first_hundredth / total : null,
  };
}
