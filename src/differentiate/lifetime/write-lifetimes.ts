import { continuousRate, isRefusal, predictPurchases } from '#analytics/value';
import { dropSnapshotOf, type SnapshotPart, type ValueSnapshot } from '#differentiate/value';
import type { Fitted, LifetimeSettings } from './api.ts';
import { fitLifetime, type LifetimeNeeds } from './fit-lifetime.ts';
import { type Cells, distinctHistories, writeHistories } from './histories.warehouse.ts';
import { newestFit, saveForecast, type StoredFit } from './lifetime-fit.store.ts';
import { readLifetimeSettings } from './lifetime-settings.ts';
import { knownMarginShare, writeCustomerLifetimes } from './lifetimes.warehouse.ts';
import { timed } from './timing.ts';

const day = 86_400_000;

/** The fit to forecast with: the newest while it is young enough and of the same choices, else a new one. */
async function fitFor(
  needs: LifetimeNeeds,
  { asOf, currency }: ValueSnapshot,
  settings: LifetimeSettings,
): Promise<StoredFit> {
  const newest = await newestFit(needs.db, asOf);
  const isYoung =
    newest !== undefined && asOf.getTime() - newest.asOf.getTime() < settings.refitAfterDays * day;
  const isGood = newest?.fitted !== null && newest?.currency === currency;
  const isAsked =
    (settings.model === 'choose' || newest?.fitted?.model === settings.model) &&
    newest?.settings.season === settings.season;
  if (newest !== undefined && isYoung && isGood && isAsked) return newest;
  return fitLifetime(needs, { asOf, currency, settings });
}

/** Forecasts of each distinct history, as text the warehouse takes. */
function* forecastText(
  { snapshotId, asOf }: ValueSnapshot,
  cells: Cells,
  fitted: Fitted,
  settings: LifetimeSettings,
) {
  const { horizonDays } = settings;
  const { histories, ahead } = timed(
    { repeats: cells.repeats, lastAt: cells.lastDays, observedFor: cells.observedDays },
    { until: Math.floor(asOf.getTime() / day), daysAhead: horizonDays, season: fitted.season },
  );
  const forecast = predictPurchases({
    fit: {
      model: fitted.model,
      parameters: fitted.purchases.parameters,
      covariates: fitted.purchases.covariates,
    },
    histories,
    ahead,
    rate: continuousRate(settings.yearlyDiscount, horizonDays / ahead),
    discountedAhead: ahead,
  });
  if (isRefusal(forecast)) throw new Error(`A stored fit cannot forecast: ${forecast.message}`);
  let text = '';
  for (let row = 0; row < cells.repeats.length; row += 1) {
    const place = `${snapshotId}\t${cells.repeats[row]}\t${cells.lastDays[row]}\t${cells.observedDays[row]}`;
    text += `${place}\t${forecast.alive[row]}\t${forecast.expected[row]}\t${forecast.discounted?.[row] ?? 0}\n`;
    if (text.length > 1_000_000) {
      yield text;
      text = '';
    }
  }
  if (text !== '') yield text;
}

const columns = ['snapshot_id', 'repeats', 'last_days', 'observed_days', 'alive', 'expected', 'discounted'];

/**
 * What each customer will probably buy, for every snapshot of value: refitted when the fit is old, forecast always. Histories are
 * forecast once each, in cells; customers never pass through this process. A history that cannot tell leaves no forecast.
 */
export function lifetimePart(needs: LifetimeNeeds): SnapshotPart {
  const { db, warehouse } = needs;
  const working = ['purchase_histories', 'purchase_forecasts'];
  return {
    tables: ['customer_lifetimes', ...working],
    write: async (snapshot) => {
      const { snapshotId, asOf, currency } = snapshot;
      const settings = await readLifetimeSettings(db);
      const fit = await fitFor(needs, snapshot, settings);
      if (fit.fitted === null) return;
      await writeHistories(warehouse, { snapshotId, asOf, currency });
      const cells = await distinctHistories(warehouse, snapshotId);
      for (const text of forecastText(snapshot, cells, fit.fitted, settings))
        await warehouse.insertRaw({ table: 'purchase_forecasts', columns, format: 'TabSeparated' }, text);
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
      for (const table of working) await dropSnapshotOf(warehouse, table, snapshotId);
    },
  };
}
