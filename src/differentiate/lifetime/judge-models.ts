import {
  choosePurchaseModel,
  decileTable,
  type HoldOut as Judged,
  isRefusal,
  predictPurchases,
  type PurchaseFit,
  type PurchaseHistories,
  type PurchaseModelName,
  type Refusal,
  type SeasonModel,
} from '#analytics/value';
import type { HoldOut, LifetimeSettings } from './api.ts';
import { breathe } from './breathe.ts';
import { knownMonths } from './lifetime-settings.ts';
import { candidatesFor } from './regularity.ts';
import type { Sample } from './sample.ts';
import { datedUntil, seasonOf, type Timed, timed } from './timing.ts';

/** Enough customers to rank models within seconds; they come in no order that matters. */
const judgedMost = 5000;
/** A season has to do better by so many standard errors of the difference, or it may only be following chance. */
const errorsBetter = 2;
/** A forecast of less is judged as this much, as models are ranked. */
const least = 1e-4;

/** A model and its clock, with where its fit to the days before the cut ended. */
type Chosen = {
  readonly model: PurchaseModelName;
  readonly season: boolean;
  readonly seasonModel: SeasonModel;
  readonly start: PurchaseFit['parameters'] | undefined;
};

const first = ({ repeats, lastAt, observedFor }: PurchaseHistories): PurchaseHistories => ({
  repeats: repeats.subarray(0, judgedMost),
  lastAt: lastAt.subarray(0, judgedMost),
  observedFor: observedFor.subarray(0, judgedMost),
});

type Ranked = Judged & { readonly season: boolean; readonly seasonModel: SeasonModel; readonly timed: Timed };

const expectedBy = ({ fit, timed: time }: Ranked) => {
  const forecast = fit && predictPurchases({ fit, ...time });
  return forecast === null || isRefusal(forecast) ? null : forecast.expected;
};

/** Whether one forecast is nearer to what happened than another beyond chance: mean difference of Poisson deviances, customer by customer, in its standard errors. */
function isBetter(one: Float64Array, other: Float64Array, after: Float64Array): boolean {
  const gains = after.map((count, row) => {
    const [mine, theirs] = [Math.max(least, one[row] ?? 0), Math.max(least, other[row] ?? 0)];
    return 2 * (theirs - mine - count * Math.log(theirs / mine));
  });
  const mean = gains.reduce((all, gain) => all + gain, 0) / gains.length;
  const squares = gains.reduce((all, gain) => all + (gain - mean) ** 2, 0);
  return mean > errorsBetter * Math.sqrt(squares / gains.length / Math.max(1, gains.length - 1));
}

type Starts = Parameters<typeof choosePurchaseModel>[0]['starts'];

/** Each model on each clock, the smallest deviance first; “as before” once. A season is learnt before the cut, and left out where it is no better beyond chance. */
async function rankAll(sample: Sample, settings: LifetimeSettings): Promise<Ranked[] | Refusal> {
  const after = sample.after.subarray(0, judgedMost);
  const until = sample.until - sample.daysAfter;
  const histories = first(sample.cut);
  const span = { until, daysAhead: sample.daysAfter };
  const calendar = timed(histories, { ...span, season: null });
  const { models, seasonModel, found } = candidatesFor(settings.model, {
    histories: calendar.histories,
    days: sample.days,
    until,
  });
  const rank = (one: Timed, starts: Starts = {}): Ranked[] | Refusal => {
    const choice = choosePurchaseModel({ histories: one.histories, after, ahead: one.ahead, models, starts });
    if (isRefusal(choice)) return choice;
    return choice.ranked.map((rest) => ({ ...rest, timed: one, season: one.season !== null, seasonModel }));
  };
  await breathe();
  const plain = rank(calendar, found === null ? {} : { [found.model]: found.parameters });
  if (isRefusal(plain) || settings.season === 'none') return plain;
  await breathe();
  const season = seasonOf(datedUntil(sample.days, until), {
    index: knownMonths(settings),
    model: seasonModel,
  });
  if (season === null) return plain;
  await breathe();
  // A week of average open days is about a week: the same rates are near; an edge is no place to climb from.
  const starts = Object.fromEntries(
    plain.flatMap(({ fit }) => (fit && fit.edges.length === 0 ? [[fit.model, fit.parameters]] : [])),
  );
  const all = rank(timed(histories, { ...span, season }), starts);
  if (isRefusal(all)) return plain;
  const seasonal = all.filter(({ fit }) => fit !== null);
  const ranked = [...plain, ...seasonal].toSorted((one, two) => one.deviance - two.deviance);
  if (settings.season !== 'choose') return [...seasonal, ...plain];
  const [best, other] = [seasonal, plain].map((list) => list.find(({ fit }) => fit !== null));
  const [mine, theirs] = [best && expectedBy(best), other && expectedBy(other)];
  return mine && theirs && isBetter(mine, theirs, after) ? ranked : plain;
}

/**
 * Which model to forecast with, and whether on the clock of a season: judged on the days after the cut, the smallest deviance first. `chosen` is null
 * where no model could be fitted. Refuses what cannot be judged: nobody bought after the cut.
 */
export async function judgeModels(
  sample: Sample,
  settings: LifetimeSettings,
): Promise<{ holdOut: HoldOut; chosen: Chosen | null } | Refusal> {
  const all = await rankAll(sample, settings);
  if (isRefusal(all)) return all;
  const after = sample.after.subarray(0, judgedMost);
  const best = all.find((one) => one.fit !== null);
  const forecast = best?.fit ? predictPurchases({ fit: best.fit, ...best.timed }) : undefined;
  const table =
    forecast === undefined || isRefusal(forecast)
      ? []
      : decileTable({ values: forecast.expected, others: [after] });
  const deciles = isRefusal(table)
    ? []
    : table.map((one) => ({ customers: one.customers, expected: one.mean, actual: one.means[0] ?? 0 }));
  const ranked = all.map(({ model, season, expected, actual, deviance, meanAbsoluteError }) => ({
    ...{ model, season, expected, actual, deviance, meanAbsoluteError },
  }));
  return {
    holdOut: { until: sample.cutDay, days: sample.daysAfter, ranked, deciles },
    chosen:
      best === undefined || best.model === 'same-pace'
        ? null
        : {
            model: best.model,
            season: best.season,
            seasonModel: best.seasonModel,
            start: best.fit?.parameters,
          },
  };
}
