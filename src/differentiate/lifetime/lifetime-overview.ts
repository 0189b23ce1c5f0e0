import { isRefusal, type Outcome, refuse } from '#platform/errors';
import type { LifetimeFit, LifetimeOverview } from './api.ts';
import { amountRelativeError } from './expected-amount.ts';
import type { LifetimeNeeds } from './fit-lifetime.ts';
import { forecastInForce } from './forecast-in-force.ts';
import { listFits, type StoredFit } from './lifetime-fit.store.ts';
import { aliveTenths, lifetimeTotals } from './lifetimes.warehouse.ts';

/** A fit as it is shown. */
export const viewFit = (fit: StoredFit): LifetimeFit => ({
  ...{ fitId: fit.fitId, asOf: fit.asOf.toISOString(), currency: fit.currency },
  ...{ settings: fit.settings, fitted: fit.fitted, refusal: fit.refusal },
});

/**
 * How far a total may be off, as a part of it: the error of the estimates (95 %) and the miss on the days held out, which tells what
 * the model itself does not see. Null when neither is known.
 */
export function totalError(fit: StoredFit): number | null {
  const { relativeError = null, holdOut = null, season = null } = fit.fitted ?? {};
  const best = holdOut?.ranked.find(
    (one) => one.model === fit.fitted?.model && one.season === (season !== null),
  );
  const missed = best && best.actual > 0 ? best.expected / best.actual - 1 : null;
  if (relativeError === null && missed === null) return null;
  return Math.hypot(1.96 * (relativeError ?? 0), missed ?? 0);
}

const total = (estimate: number, error: number | null) => {
  const off = Math.abs(estimate) * (error ?? 0);
  return { estimate, low: estimate - off, high: estimate + off };
};

const none = () =>
  refuse(
    'not-found',
    'no-forecast-yet',
    'Nothing was forecast yet: refresh the value after the first import of sales.',
  );

/** What the base will probably bring, with how far the forecast may be off; refuses in the words of the last fit when it could not be made. */
export async function lifetimeOverview(needs: LifetimeNeeds): Promise<Outcome<LifetimeOverview>> {
  const forecasts = await forecastInForce(needs);
  if (isRefusal(forecasts)) return forecasts;
  const { newest } = forecasts;
  const [last] = await listFits(needs.db, 1);
  if (newest === undefined || (last !== undefined && last.fitId > newest.fitId && last.fitted === null)) {
    if (last?.refusal) return refuse('conflict', last.refusal.code, last.refusal.message);
    return none();
  }
  const { snapshotId, forecast } = newest;
  const totals = await lifetimeTotals(needs.warehouse, snapshotId);
  const tenths = await aliveTenths(needs.warehouse, snapshotId);
  const error = totalError(newest);
  const amountError = 1.96 * amountRelativeError(newest.fitted?.amounts ?? null);
  const moneyError = error === null ? null : Math.hypot(error, amountError);
  return {
    ...{ snapshotId, asOf: newest.snapshotAt.toISOString(), currency: newest.currency, fit: viewFit(newest) },
    ...{ horizonDays: forecast.horizonDays, marginShare: forecast.marginShare },
    ...{ customers: totals.customers, aliveExpected: totals.alive },
    purchases: total(totals.purchases, error),
    sales: totals.sales === null ? null : total(totals.sales, moneyError),
    margin: totals.margin === null ? null : total(totals.margin, moneyError),
    alive: tenths.map((one) => ({
      ...{ from: one.tenth / 10, until: (one.tenth + 1) / 10 },
      ...{ customers: one.customers, sales: one.sales },
    })),
  };
}
