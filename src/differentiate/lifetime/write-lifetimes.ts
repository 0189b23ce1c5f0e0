import { dropSnapshotOf, type SnapshotPart, type ValueSnapshot } from '#differentiate/value';
import type { Warehouse } from '#platform/warehouse';
import type { LifetimeSettings } from './api.ts';
import { drawnOneIn, fitLifetime, type LifetimeNeeds } from './fit-lifetime.ts';
import { forecastHistories, type Forecaster } from './forecast-histories.ts';
import { buyersOfSnapshot, writeHistories } from './histories.warehouse.ts';
import { longestObserved, readHistories } from './history-blocks.warehouse.ts';
import { newestFit, saveForecast, type StoredFit } from './lifetime-fit.store.ts';
import { knownMonths, readLifetimeSettings } from './lifetime-settings.ts';
import { knownMarginShare } from './lifetimes.warehouse.ts';

const day = 86_400_000;

/** The newest fit, while it is young enough and of the same choices. */
async function youngFit(
  db: LifetimeNeeds['db'],
  { asOf, currency }: ValueSnapshot,
  settings: LifetimeSettings,
): Promise<StoredFit | undefined> {
  const newest = await newestFit(db, asOf);
  const isYoung =
    newest !== undefined && asOf.getTime() - newest.asOf.getTime() < settings.refitAfterDays * day;
  const isGood = newest?.fitted !== null && newest?.currency === currency;
  const isAsked =
    (settings.model === 'choose' || newest?.fitted?.model === settings.model) &&
    newest?.settings.season === settings.season &&
    `${knownMonths(newest.settings)}` === `${knownMonths(settings)}`;
  return isYoung && isGood && isAsked ? newest : undefined;
}

/** Puts everyone's history aside, and tells the fit to forecast with: a new one is made on customers drawn from those histories. */
async function fitOfHistories(
  needs: LifetimeNeeds,
  { snapshotId, asOf, currency }: ValueSnapshot,
  {
    settings,
    young,
    signal,
  }: { settings: LifetimeSettings; young: StoredFit | undefined; signal?: AbortSignal },
): Promise<StoredFit> {
  const { warehouse } = needs;
  const oneIn = young ? 0 : drawnOneIn(await buyersOfSnapshot(warehouse, snapshotId), settings);
  await writeHistories(warehouse, { snapshotId, asOf, currency, oneIn, signal });
  return young ?? fitLifetime(needs, { asOf, currency, settings, snapshotId });
}

/** Customers forecast at once. Each lot is a part of the table, and there are never two in memory for long. */
const customersAtOnce = 100_000;

/** Forecasts everyone whose history was put aside: one lot is read and forecast while the one before is stored. */
async function storeForecasts(
  warehouse: Warehouse,
  forecaster: Forecaster,
  { atOnce, signal }: { atOnce: number; signal: AbortSignal | undefined },
): Promise<void> {
  const { snapshotId } = forecaster.snapshot;
  let stored: Promise<void> = Promise.resolve();
  try {
    for await (const histories of readHistories(warehouse, { snapshotId, rows: atOnce })) {
      signal?.throwIfAborted();
      const block = forecastHistories(histories, forecaster);
      await stored;
      stored = warehouse.insertBlock('customer_lifetimes', block);
      // Told where it is waited for.
      stored.catch(() => undefined);
    }
  } finally {
    await stored;
  }
}

/**
 * What each customer will probably buy, for every snapshot of value: refitted when the fit is old, forecast always. Histories pass through this process lot
 * by lot, those that hold the same side by side and forecast once; how many there are in a lot changes no figure. A history that cannot tell leaves no forecast.
 */
export function lifetimePart(needs: LifetimeNeeds, { atOnce = customersAtOnce } = {}): SnapshotPart {
  const { db, warehouse } = needs;
  const working = 'purchase_histories';
  return {
    tables: ['customer_lifetimes', working],
    write: async (snapshot, signal) => {
      const { snapshotId } = snapshot;
      const settings = await readLifetimeSettings(db);
      const young = await youngFit(db, snapshot, settings);
      const fit = await fitOfHistories(needs, snapshot, { settings, young, signal });
      if (fit.fitted === null) return dropSnapshotOf(warehouse, working, snapshotId);
      signal?.throwIfAborted();
      const marginShare = settings.marginShare ?? (await knownMarginShare(warehouse, snapshotId));
      const { fitId, fitted } = fit;
      const longest = await longestObserved(warehouse, snapshotId);
      const forecaster = { snapshot, fit: { fitId, fitted }, settings, marginShare, longest };
      await storeForecasts(warehouse, forecaster, { atOnce, signal });
      const { horizonDays, yearlyDiscount } = settings;
      await saveForecast(db, { snapshotId, fitId, forecast: { horizonDays, yearlyDiscount, marginShare } });
      await dropSnapshotOf(warehouse, working, snapshotId);
    },
  };
}
