import { isRefusal, type Outcome, refuse } from '#platform/errors';
import { type Words, words } from '#platform/module';
import type { CustomerLifetime } from './api.ts';
import { amountInterval, baseAmount } from './expected-amount.ts';
import type { LifetimeNeeds } from './fit-lifetime.ts';
import { forecastInForce } from './forecast-in-force.ts';
import { type LifetimeRow, lifetimeOf } from './lifetimes.warehouse.ts';

const whole = (value: number) => String(Math.round(value));

/** The sentences that explain a forecast, from what the model weighs: how many purchases, how regular, how long ago. */
function reasons(row: LifetimeRow, gap: number | null): Words[] {
  const ago = row.observed_days - row.last_days;
  if (gap === null)
    return [
      words(
        `un seul jour d’achat, il y a ${ago} jours : la prévision s’appuie sur les autres clients venus alors`,
        `one purchase day only, ${ago} days ago: the forecast leans on other customers who came then`,
      ),
    ];
  const days = row.repeats + 1;
  const often = words(
    `${days} jours d’achat, un tous les ${whole(gap)} jours environ`,
    `${days} purchase days, one every ${whole(gap)} days or so`,
  );
  const late = ago / gap;
  if (late < 1.5) {
    const fits = words(
      `le dernier il y a ${ago} jours : c’est son rythme`,
      `the last ${ago} days ago: that is their pace`,
    );
    return [often, fits];
  }
  const overdue = words(
    `le dernier il y a ${ago} jours, ${late.toFixed(1).replace('.', ',')} fois son intervalle habituel`,
    `the last ${ago} days ago, ${late.toFixed(1)} times their usual gap`,
  );
  return [often, overdue];
}

/** What a customer will probably bring, with the factors it is the product of and the reasons behind them. */
export async function customerLifetime(
  needs: LifetimeNeeds,
  customerId: number,
): Promise<Outcome<CustomerLifetime>> {
  const forecasts = await forecastInForce(needs);
  if (isRefusal(forecasts)) return forecasts;
  const { newest } = forecasts;
  const row = newest && (await lifetimeOf(needs.warehouse, newest.snapshotId, customerId));
  if (newest?.fitted == null || row === undefined)
    return refuse('not-found', 'no-forecast', `Customer ${customerId} has no purchase in the last forecast.`);
  const gap = row.repeats > 0 ? row.last_days / row.repeats : null;
  return {
    ...{
      customerId,
      asOf: newest.snapshotAt.toISOString(),
      currency: newest.currency,
      model: newest.fitted.model,
    },
    ...newest.forecast,
    ...{
      alive: row.alive,
      expectedPurchases: row.expected_purchases,
      discountedPurchases: row.discounted_purchases,
    },
    ...{ expectedAmount: row.expected_amount, ownAmount: row.repeats > 0 ? row.mean_amount : null },
    ...{
      baseAmount: baseAmount(newest.fitted.amounts),
      amountModel: newest.fitted.amounts?.model ?? null,
      amountInterval: amountInterval(newest.fitted.amounts, row.repeats, row.expected_amount),
      futureSales: row.future_sales,
      futureMargin: row.future_margin,
    },
    ...{ purchaseDays: row.repeats + 1, firstDaysAgo: row.observed_days },
    ...{ lastDaysAgo: row.observed_days - row.last_days, usualGapDays: gap, why: reasons(row, gap) },
  };
}
