import { continuousRate, isRefusal, predictPurchases } from '#analytics/value';
import { dropSnapshotOf, type SnapshotPart, type ValueSnapshot } from '#differentiate/value';
import { type NativeBlock, nativeBlock, numberColumn, realColumn } from '#platform/warehouse';
import type { Fitted, LifetimeSettings } from './api.ts';
import { fitLifetime, type LifetimeNeeds } from './fit-lifetime.ts';
import { buyersOfSnapshot, type Cells, distinctHistories, writeHistories } from './histories.warehouse.ts';
import { newestFit, saveForecast, type StoredFit } from './lifetime-fit.store.ts';
import { knownMonths, readLifetimeSettings } from './lifetime-settings.ts';
import { knownMarginShare, writeCustomerLifetimes } from './lifetimes.warehouse.ts';
import { timed } from './timing.ts';

const day = 86_400_000;

/** The fit to forecast with: the newest while it is young enough and of the same choices, else a new one. */
async function fitFor(
  needs: LifetimeNeeds,
  { snapshotId, asOf, currency }: ValueSnapshot,
  settings: LifetimeSettings,
): Promise<StoredFit> {
  const newest = await newestFit(needs.db, asOf);
  const isYoung =
    newest !== undefined && asOf.getTime() - newest.asOf.getTime() < settings.refitAfterDays * day;
  const isGood = newest?.fitted !== null && newest?.currency === currency;
  const isAsked =
    (settings.model === 'choose' || newest?.fitted?.model === settings.model) &&
    newest?.settings.season === settings.season &&
    `${knownMonths(newest.settings)}` === `${knownMonths(settings)}`;
  if (newest !== undefined && isYoung && isGood && isAsked) return newest;
  const buyers = await buyersOfSnapshot(needs.warehouse, snapshotId);
  return fitLifetime(needs, { asOf, currency, settings, buyers });
}

/** Waits for both, also when one fails: what is still being written must not run into the next attempt. */
async function bothDone<One, Other>(one: Promise<One>, other: Promise<Other>): Promise<[One, Other]> {
  await Promise.allSettled([one, other]);
  return Promise.all([one, other]);
}

/** Rows a block of forecasts has, at most. */
const blockRows = 100_000;

/** Forecasts of each distinct history, as columns the warehouse takes. */
function* forecastBlocks(
  { snapshotId, asOf }: ValueSnapshot,
  cells: Cells,
  fitted: Fitted,
  settings: LifetimeSettings,
): Generator<NativeBlock> {
  const { horizonDays } = settings;
  const { histories, ahead } = timed(
    { repeats: cells.repeats, lastAt: cells.lastDays, observedFor: cells.observedDays },
    { until: Math.floor(asOf.getTime() / day), daysAhead: horizonDays, season: fitted.season },
  );
  const { model, purchases } = fitted;
  const forecast = predictPurchases({
    fit: { model, parameters: purchases.parameters, covariates: purchases.covariates },
    histories,
    ahead,
    rate: continuousRate(settings.yearlyDiscount, horizonDays / ahead),
    discountedAhead: ahead,
  });
  if (isRefusal(forecast)) throw new Error(`A stored fit cannot forecast: ${forecast.message}`);
  const { alive, expected } = forecast;
  const discounted = forecast.discounted ?? new Float64Array(alive.length);
  for (let from = 0; from < alive.length; from += blockRows) {
    const part = (column: Float64Array) => column.subarray(from, from + blockRows);
    const rows = part(alive).length;
    yield nativeBlock(rows, [
      numberColumn('snapshot_id', 'UInt64', rows, snapshotId),
      numberColumn('repeats', 'UInt32', rows, part(cells.repeats)),
      numberColumn('last_days', 'UInt32', rows, part(cells.lastDays)),
      numberColumn('observed_days', 'UInt32', rows, part(cells.observedDays)),
      realColumn('alive', part(alive)),
      realColumn('expected', part(expected)),
      realColumn('discounted', part(discounted)),
    ]);
  }
}

/**
 * What each customer will probably buy, for every snapshot of value: refitted when the fit is old, forecast always. Histories are
 * forecast once each, in cells; customers never pass through this process. A history that cannot tell leaves no forecast.
 */
export function lifetimePart(needs: LifetimeNeeds): SnapshotPart {
  const { db, warehouse } = needs;
  const working = ['purchase_histories', 'purchase_forecasts'];
  return {
    tables: ['customer_lifetimes', ...working],
    write: async (snapshot, signal) => {
      const { snapshotId, asOf, currency } = snapshot;
      const settings = await readLifetimeSettings(db);
      const [fit] = await bothDone(
        fitFor(needs, snapshot, settings),
        writeHistories(warehouse, { snapshotId, asOf, currency, signal }),
      );
      const dropWorking = async () => {
        for (const table of working) await dropSnapshotOf(warehouse, table, snapshotId);
      };
      if (fit.fitted === null) return dropWorking();
      signal?.throwIfAborted();
      const cells = await distinctHistories(warehouse, snapshotId);
      for (const block of forecastBlocks(snapshot, cells, fit.fitted, settings))
        await warehouse.insertBlock('purchase_forecasts', block);
      const marginShare = settings.marginShare ?? (await knownMarginShare(warehouse, snapshotId));
      await writeCustomerLifetimes(warehouse, {
        snapshotId,
        fitId: fit.fitId,
        amounts: fit.fitted.amounts,
        marginShare,
      });
      const { horizonDays, yearlyDiscount } = settings;
      await saveForecast(db, {
        snapshotId,
        fitId: fit.fitId,
        forecast: { horizonDays, yearlyDiscount, marginShare },
      });
      await dropWorking();
    },
  };
}
