import type { Condition } from '#differentiate/attributes';
import { chosenSnapshot, listDoneSnapshots } from '#differentiate/value';
import { isRefusal, type Outcome, refuse } from '#platform/errors';
import type { RecencyValue } from './api.ts';
import type { LifetimeNeeds } from './fit-lifetime.ts';
import { toldByContracts } from './forecast-in-force.ts';
import { isToldByContracts } from './lifetimes.warehouse.ts';
import { selectRecency } from './recency-snapshot.store.ts';

/**
 * What customers will probably bring by the months since their last purchase, as a snapshot kept it: the newest unless one is named. Refuses before the first
 * snapshot and one that is not there, where renewals tell, where too few came back, and at a snapshot that was computed before this was kept.
 */
export async function recencyValue(
  needs: Pick<LifetimeNeeds, 'db' | 'warehouse'>,
  input: { snapshotId?: number | undefined } = {},
): Promise<Outcome<RecencyValue>> {
  const snapshot = await chosenSnapshot(needs, input.snapshotId);
  if (isRefusal(snapshot)) return snapshot;
  const { snapshotId, asOf, currency } = snapshot;
  const kept = await selectRecency(needs.db, snapshotId);
  if (kept === undefined)
    return (await isToldByContracts(needs.warehouse, snapshotId)) ? toldByContracts() : notKept(asOf);
  if (kept.refusal !== null) return refuse('not-found', kept.refusal.code, kept.refusal.message);
  const [newest] = await listDoneSnapshots(needs.db, 1);
  const isNewest = newest?.snapshotId === snapshotId;
  return {
    ...{ snapshotId, asOf: asOf.toISOString(), currency, ...kept.found },
    states: kept.found.states.map((state) => ({
      ...state,
      condition: isNewest ? waited(asOf, kept.found.monthDays, state) : null,
    })),
  };
}

const notKept = (asOf: Date) =>
  refuse(
    'not-found',
    'recency-not-kept',
    `Value by the months since the last purchase was not kept on ${asOf.toISOString().slice(0, 10)}: it is with each computation of value from this version on. Refresh the value, or choose a later date.`,
  );

/** Whose last purchase is so many months of some days before a date. */
function waited(
  asOf: Date,
  monthDays: number,
  { monthsFrom, monthsUntil }: { monthsFrom: number; monthsUntil: number | null },
): Condition {
  const day = (ago: number) =>
    new Date(asOf.getTime() - ago * monthDays * 86_400_000).toISOString().slice(0, 10);
  const leaf = (operator: '<=' | '>', ago: number): Condition => ({
    ...{ attribute: 'lastOrderAt', operator, value: day(ago) },
  });
  return { and: [leaf('<=', monthsFrom), ...(monthsUntil === null ? [] : [leaf('>', monthsUntil)])] };
}
