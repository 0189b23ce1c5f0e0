import {
  type Caution,
  choosePurchaseModel,
  decileTable,
  fitGammaGamma,
  fitPurchaseModel,
  isRefusal,
  predictPurchases,
  type PurchaseFit,
  type PurchaseHistories,
  type Refusal,
} from '#analytics/value';
import type { Fitted, HoldOut, LifetimeSettings } from './api.ts';
import { lifetimeModels } from './api.ts';

/** Drawn customers in columns, times in days; `cut…` is what was known of those who were customers at the cut, `after` what followed. */
export type Sample = {
  readonly histories: PurchaseHistories;
  readonly meanAmount: Float64Array;
  readonly cut: PurchaseHistories;
  readonly after: Float64Array;
  readonly cutDay: string;
  readonly daysAfter: number;
};

const week = 7;
const inWeeks = ({ repeats, lastAt, observedFor }: PurchaseHistories): PurchaseHistories => ({
  repeats,
  lastAt: lastAt.map((days) => days / week),
  observedFor: observedFor.map((days) => days / week),
});
const sum = (values: Float64Array) => values.reduce((total, value) => total + value, 0);

/** Which models can be chosen from, judged on the days after the cut; null with the reason when nothing can be judged. */
function judge(
  sample: Sample,
  settings: LifetimeSettings,
): { holdOut: HoldOut; chosen: Fitted['model'] | null } | Refusal {
  const models = settings.model === 'choose' ? [...lifetimeModels] : [settings.model];
  const histories = first(inWeeks(sample.cut), judgedMost);
  const after = sample.after.subarray(0, judgedMost);
  const ahead = sample.daysAfter / week;
  const choice = choosePurchaseModel({ histories, after, ahead, models });
  if (isRefusal(choice)) return choice;
  const best = choice.ranked.find((one) => one.fit !== null);
  const forecast = best?.fit ? predictPurchases({ fit: best.fit, histories, ahead }) : undefined;
  const table =
    forecast === undefined || isRefusal(forecast)
      ? []
      : decileTable({ values: forecast.expected, others: [after] });
  const deciles = isRefusal(table)
    ? []
    : table.map((one) => ({ customers: one.customers, expected: one.mean, actual: one.means[0] ?? 0 }));
  const ranked = choice.ranked.map(({ model, expected, actual, deviance, meanAbsoluteError }) => ({
    ...{ model, expected, actual, deviance, meanAbsoluteError },
  }));
  return {
    holdOut: { until: sample.cutDay, days: sample.daysAfter, ranked, deciles },
    chosen: best === undefined || best.model === 'same-pace' ? null : best.model,
  };
}

const groups = 10;
/** Enough customers to rank models, and to tell an error, within seconds; they come in no order that matters. */
const judgedMost = 5000;
const jackknifedMost = 2000;

const first = ({ repeats, lastAt, observedFor }: PurchaseHistories, most: number): PurchaseHistories => ({
  repeats: repeats.subarray(0, most),
  lastAt: lastAt.subarray(0, most),
  observedFor: observedFor.subarray(0, most),
});

/** Standard error of the total forecast as a part of it, leaving out each tenth of the customers in turn (Efron & Tibshirani 1993, ch. 11). Done on some customers; the error of all is smaller by √(some/all). */
function relativeError(fit: PurchaseFit, everyone: PurchaseHistories, ahead: number): number | null {
  const histories = first(everyone, jackknifedMost);
  const totals: number[] = [];
  for (let group = 0; group < groups; group += 1) {
    const keep = (column: Float64Array) => column.filter((_, row) => row % groups !== group);
    const without = {
      repeats: keep(histories.repeats),
      lastAt: keep(histories.lastAt),
      observedFor: keep(histories.observedFor),
    };
    const again = fitPurchaseModel({ model: fit.model, histories: without });
    const forecast = isRefusal(again) ? again : predictPurchases({ fit: again, histories: without, ahead });
    if (isRefusal(forecast)) return null;
    totals.push(sum(forecast.expected) / without.repeats.length);
  }
  const mean = totals.reduce((all, one) => all + one, 0) / groups;
  const squares = totals.reduce((all, one) => all + (one - mean) ** 2, 0);
  return mean > 0
    ? Math.sqrt((((groups - 1) / groups) * squares * histories.repeats.length) / everyone.repeats.length) /
        mean
    : null;
}

function amountsOf(sample: Sample): {
  amounts: Fitted['amounts'];
  cautions: Caution[];
  refusal: Refusal | null;
} {
  const { histories, meanAmount } = sample;
  const purchases = histories.repeats.map((x, row) => ((meanAmount[row] ?? 0) > 0 ? x : 0));
  const fit = fitGammaGamma({ purchases, meanAmount });
  if (isRefusal(fit)) return { amounts: null, cautions: [], refusal: fit };
  const {
    parameters,
    standardErrors,
    intervals,
    logLikelihood,
    customers,
    observedMean,
    correlation,
    cautions,
  } = fit;
  const amounts = {
    ...{ parameters, standardErrors, intervals, logLikelihood, customers, observedMean },
    correlation: Number.isFinite(correlation) ? correlation : 0,
  };
  return { amounts, cautions: [...cautions], refusal: null };
}

/**
 * Fits repeat buying and amounts to drawn customers: the model that did best on the days held out (or the one asked for), then fitted
 * on everything. What goes against a model is told in `cautions`. Refuses, in words, a history that cannot tell.
 */
export function fitHistories(
  sample: Sample,
  settings: LifetimeSettings,
): Omit<Fitted, 'customers' | 'sampled'> | Refusal {
  const histories = inWeeks(sample.histories);
  const judged = judge(sample, settings);
  const asked = settings.model === 'choose' ? 'bg-nbd' : settings.model;
  const model = (isRefusal(judged) ? null : judged.chosen) ?? asked;
  const fit = fitPurchaseModel({ model, histories });
  if (isRefusal(fit)) return fit;
  const { parameters, standardErrors, intervals, logLikelihood, customers, covariates } = fit;
  const { amounts, cautions, refusal } = amountsOf(sample);
  const [best] = isRefusal(judged) ? [] : judged.holdOut.ranked;
  const notes = [
    ...(isRefusal(judged)
      ? [{ code: 'not-judged', message: `The forecast could not be judged: ${judged.message}` }]
      : []),
    ...(refusal === null
      ? []
      : [{ code: 'no-amounts', message: `Amounts cannot be forecast: ${refusal.message}` }]),
    ...(best?.model === 'same-pace'
      ? [
          {
            code: 'no-better-than-before',
            message: 'On the days held out, “as many as before” did better than every model.',
          },
        ]
      : []),
  ];
  return {
    model,
    purchases: {
      ...{ parameters, standardErrors, intervals, logLikelihood, customers },
      covariates: [...covariates],
    },
    amounts,
    holdOut: isRefusal(judged) ? null : judged.holdOut,
    cautions: [...fit.cautions, ...cautions, ...notes],
    relativeError: relativeError(fit, histories, settings.horizonDays / week),
  };
}
