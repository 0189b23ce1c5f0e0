import { isRefusal as isFault, type RecencyCounts, valueByRecency } from '#analytics/value';
import type { SnapshotPart } from '#differentiate/value';
import type { Database } from '#platform/database';
import type { Warehouse } from '#platform/warehouse';
import { readLifetimeSettings } from './lifetime-settings.ts';
import { isToldByContracts, knownMarginShare } from './lifetimes.warehouse.ts';
import { forgetRecency, saveRecency } from './recency-snapshot.store.ts';
import { monthDays, recencyCounts, type RecencyRow } from './recency.warehouse.ts';

/** A year of months to learn from, so that every season counts once; who waited longer than a year is taken together. */
const [months, longest, groups] = [12, 12, 20];

/**
 * What customers will probably bring by the months since their last purchase (Pfeifer & Carraway 2000), from the facts of the year before a snapshot: a second
 * opinion beside the forecast by each one's history, so after `lifetimePart`. Nothing where renewals tell; where too few came back, that is kept.
 */
export function recencyPart({ db, warehouse }: { db: Database; warehouse: Warehouse }): SnapshotPart {
  return {
    tables: [],
    write: async ({ snapshotId, asOf, currency }, signal) => {
      if (await isToldByContracts(warehouse, snapshotId)) return forgetRecency(db, snapshotId);
      const settings = await readLifetimeSettings(db);
      const { yearlyDiscount } = settings;
      const rows = await recencyCounts(warehouse, { asOf, currency, months, longest, groups, signal });
      const periods = Math.max(1, Math.round(settings.horizonDays / monthDays));
      const rate = (1 + yearlyDiscount) ** (monthDays / 365) - 1;
      const told = valueByRecency({ groups: groupsOf(rows), rate, periods });
      const marginShare = settings.marginShare ?? (await knownMarginShare(warehouse, snapshotId));
      signal?.throwIfAborted();
      if (isFault(told)) {
        const refusal = { code: 'too-few-came-back', message: told.message };
        return saveRecency(db, snapshotId, { found: null, refusal });
      }
      const { spend, total } = told;
      const states = told.states.map(({ after, ...state }, at) => ({
        ...{ monthsFrom: after, monthsUntil: at === told.states.length - 1 ? null : after + 1, ...state },
      }));
      const horizonDays = periods * monthDays;
      const found = { monthDays, months, horizonDays, yearlyDiscount, marginShare, spend, total, states };
      await saveRecency(db, snapshotId, { found, refusal: null });
    },
  };
}

function groupsOf(rows: readonly RecencyRow[]): RecencyCounts[] {
  return Array.from({ length: groups }, (_none, fold) => {
    const own = rows.filter((row) => row.fold === fold);
    const column = (of: 'customers' | 'seen' | 'bought') =>
      own.reduce(
        (sums, row) => sums.with(row.waited, (sums[row.waited] ?? 0) + row[of]),
        new Array<number>(longest + 1).fill(0),
      );
    return {
      ...{ customers: column('customers'), seen: column('seen'), bought: column('bought') },
      spent: own.reduce((sum, row) => sum + row.millionths, 0) / 1e6,
    };
  });
}
