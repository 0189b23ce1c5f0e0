import { continuousRate, isRefusal, predictPurchases } from '#analytics/value';
import type { ValueSnapshot } from '#differentiate/value';
import { bytesOf, type NativeBlock, nativeBlock, numberColumn, realColumn } from '#platform/warehouse';
import type { Fitted, LifetimeSettings } from './api.ts';
import { expectedAmounts } from './expected-amount.ts';
import type { HistoryBlock } from './history-blocks.warehouse.ts';
import { timed } from './timing.ts';

const day = 86_400_000;

/** What customers of a snapshot are forecast with; `longest` is how long any of them has been observed, in days. */
export type Forecaster = {
  readonly snapshot: ValueSnapshot;
  readonly fit: { readonly fitId: number; readonly fitted: Fitted };
  readonly settings: LifetimeSettings;
  readonly marginShare: number | null;
  readonly longest: number;
};

/** What some customers will probably buy, as columns that the table of forecasts takes. Without amounts, or margin, money stays unknown. */
export function forecastHistories(
  histories: HistoryBlock,
  { snapshot, fit, settings, marginShare, longest }: Forecaster,
): NativeBlock {
  const { repeats, lastDays, observedDays, meanAmount } = histories;
  const { model, purchases, season, amounts } = fit.fitted;
  const { horizonDays } = settings;
  const inTime = timed(
    { repeats, lastAt: lastDays, observedFor: observedDays },
    { until: Math.floor(snapshot.asOf.getTime() / day), daysAhead: horizonDays, season, longest },
  );
  const { ahead } = inTime;
  const forecast = predictPurchases({
    fit: { model, parameters: purchases.parameters, covariates: purchases.covariates },
    histories: inTime.histories,
    ahead,
    rate: continuousRate(settings.yearlyDiscount, horizonDays / ahead),
    discountedAhead: ahead,
  });
  if (isRefusal(forecast)) throw new Error(`A stored fit cannot forecast: ${forecast.message}`);
  const rows = repeats.length;
  const discounted = forecast.discounted ?? new Float64Array(rows);
  const amount = amounts && expectedAmounts(amounts, repeats, meanAmount);
  const sales = amount && discounted.map((purchasesAhead, row) => purchasesAhead * (amount[row] ?? 0));
  const money = [
    ...(amount === null ? [] : [realColumn('expected_amount', amount)]),
    ...(sales === null ? [] : [realColumn('future_sales', sales)]),
    ...(sales === null || marginShare === null
      ? []
      : [
          realColumn(
            'future_margin',
            sales.map((sold) => sold * marginShare),
          ),
        ]),
  ];
  return nativeBlock(rows, [
    numberColumn('snapshot_id', 'UInt64', rows, snapshot.snapshotId),
    numberColumn('fit_id', 'UInt64', rows, fit.fitId),
    { name: 'customer_id', type: 'UInt64', data: bytesOf(histories.customers) },
    numberColumn('repeats', 'UInt32', rows, repeats),
    numberColumn('last_days', 'UInt32', rows, lastDays),
    numberColumn('observed_days', 'UInt32', rows, observedDays),
    realColumn('mean_amount', meanAmount),
    realColumn('alive', forecast.alive),
    realColumn('expected_purchases', forecast.expected),
    realColumn('discounted_purchases', discounted),
    ...money,
  ]);
}
