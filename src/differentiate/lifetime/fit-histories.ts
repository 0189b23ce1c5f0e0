import {
  fitGammaGamma,
  fitPurchaseModel,
  isRefusal,
  jackknifeTotal,
  type PurchaseFit,
  type PurchaseHistories,
  type Refusal,
  type Season,
  shrinkAmounts,
} from '#analytics/value';
import type { Fitted, LifetimeSettings } from './api.ts';
import { breathe } from './breathe.ts';
import { judgeModels } from './judge-models.ts';
import { knownMonths } from './lifetime-settings.ts';
import { candidatesFor } from './regularity.ts';
import type { Sample } from './sample.ts';
import { datedUntil, seasonOf, timed } from './timing.ts';

const groups = 10;
/** Enough customers to tell an error within seconds; they come in no order that matters. */
const jackknifedMost = 2000;

const first = ({ repeats, lastAt, observedFor }: PurchaseHistories, most: number): PurchaseHistories => ({
  repeats: repeats.subarray(0, most),
  lastAt: lastAt.subarray(0, most),
  observedFor: observedFor.subarray(0, most),
});

/** Standard error of the total forecast as a part of it, told by some customers; the error of all is smaller by √(some/all). */
function relativeError(fit: PurchaseFit, everyone: PurchaseHistories, ahead: number): number | null {
  const histories = first(everyone, jackknifedMost);
  const error = jackknifeTotal({ fit, histories, ahead, groups });
  return error === null ? null : error * Math.sqrt(histories.repeats.length / everyone.repeats.length);
}

type Note = { code: string; message: string };
type AmountsFound = { amounts: Fitted['amounts']; cautions: Note[]; refusal: Refusal | null };

function amountsOf(sample: Sample): AmountsFound {
  const { histories, meanAmount } = sample;
  const purchases = histories.repeats.map((x, row) => ((meanAmount[row] ?? 0) > 0 ? x : 0));
  const fit = fitGammaGamma({ purchases, meanAmount });
  if (isRefusal(fit)) return shrunkOf(purchases, meanAmount, fit);
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
    model: 'gamma-gamma' as const,
    ...{ parameters, standardErrors, intervals, logLikelihood, customers, observedMean },
    correlation: Number.isFinite(correlation) ? correlation : 0,
  };
  return { amounts, cautions: [...cautions], refusal: null };
}

/** Amounts where gamma–gamma is refused: the customers' own means drawn to that of all, and said; none where not even that can be told. */
function shrunkOf(purchases: Float64Array, meanAmount: Float64Array, refusal: Refusal): AmountsFound {
  const fit = shrinkAmounts({ purchases, meanAmount });
  if (isRefusal(fit)) return { amounts: null, cautions: [], refusal: fit };
  const { customers, mean, within, between, standardError } = fit;
  const amounts = {
    ...{
      model: 'shrunk-mean' as const,
      customers,
      observedMean: mean,
      logLikelihood: null,
      correlation: null,
    },
    parameters: { mean, within, between },
    standardErrors: { mean: standardError, within: null, between: null },
    intervals: { mean: { low: mean - 1.96 * standardError, high: mean + 1.96 * standardError } },
  };
  const message = `No model of amounts holds (${refusal.message}): each customer’s own mean is taken, drawn to that of all.`;
  return { amounts, cautions: [{ code: 'amounts-shrunk', message }], refusal: null };
}

const copyOf = ({ months, unseen, weekdays, closed, until }: Season) => ({
  ...{ months: [...months], unseen: [...unseen], weekdays: [...weekdays], closed: [...closed], until },
});

/** What to fit where nothing after the cut could tell. */
function unjudged(sample: Sample, settings: LifetimeSettings) {
  const { histories } = timed(sample.histories, { until: sample.until, daysAhead: 0, season: null });
  const { models, seasonModel, found } = candidatesFor(settings.model, {
    histories,
    days: sample.days,
    until: sample.until,
  });
  const season = settings.season === 'monthly' || settings.season === 'known';
  const model = (settings.model === 'choose' ? found?.model : models[0]) ?? 'bg-nbd';
  return { model, season, seasonModel, start: undefined };
}

/**
 * Fits repeat buying and amounts to drawn customers: the model that did best on the days held out (or the one asked for), then fitted
 * on everything. What goes against a model is told in `cautions`. Refuses, in words, a history that cannot tell.
 */
export async function fitHistories(
  sample: Sample,
  settings: LifetimeSettings,
): Promise<Omit<Fitted, 'customers' | 'sampled'> | Refusal> {
  const judged = await judgeModels(sample, settings);
  await breathe();
  const chosen = (isRefusal(judged) ? null : judged.chosen) ?? unjudged(sample, settings);
  const dated = chosen.season ? datedUntil(sample.days, sample.until) : null;
  const season = dated && seasonOf(dated, { index: knownMonths(settings), model: chosen.seasonModel });
  const { horizonDays: daysAhead } = settings;
  const { histories, ahead } = timed(sample.histories, { until: sample.until, daysAhead, season });
  const { model, start } = chosen;
  const fit = fitPurchaseModel({ model, histories, ...(start && { start }) });
  if (isRefusal(fit)) return fit;
  await breathe();
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
    ...(season === null || season.unseen.length === 0
      ? []
      : [
          {
            code: 'season-not-seen',
            message: `${season.unseen.length} months of the year were never seen: their season is taken as between that of their neighbours.`,
          },
        ]),
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
    season: season === null ? null : copyOf(season),
    cautions: [...fit.cautions, ...cautions, ...notes],
    relativeError: relativeError(fit, histories, ahead),
  };
}
