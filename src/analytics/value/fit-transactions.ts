import type { Interval } from '#analytics/statistics';
import type { Caution } from './cautions.ts';
import { contractsOfTransactions } from './contracts-of-transactions.ts';
import type { Estimates } from './estimates.ts';
import { estimateRegularity } from './estimate-regularity.ts';
import { type DatedHistories, gapsOnClock, onClock } from './dated-histories.ts';
import { estimateSeason, seasonOfIndex } from './estimate-season.ts';
import { type ContractModelName, fitContractModel } from './fit-contract-model.ts';
import { fitPurchaseModel, type PurchaseModelName, purchaseModels } from './fit-purchase-model.ts';
import { fitGammaGamma } from './gamma-gamma.ts';
import { gapConstant, likeliestRegularity, regularModel } from './likeliest-regularity.ts';
import { predictPurchases } from './predict-purchases.ts';
import { type Refusal, refuse } from './refusal.ts';
import { type Season, seasonClock } from './season.ts';
import {
  summariseTransactions,
  type Transactions,
  type TransactionSummary,
} from './summarise-transactions.ts';

/** `bg-cnbd` and `mbg-cnbd` find how regular buying is (k, 1 to 4, the likeliest) and are then that model. */
export type ValueModelName = PurchaseModelName | 'bg-cnbd' | 'mbg-cnbd' | 'gamma-gamma' | ContractModelName;
export const valueModelNames: readonly ValueModelName[] = [
  ...(Object.keys(purchaseModels) as PurchaseModelName[]),
  'bg-cnbd',
  'mbg-cnbd',
  'gamma-gamma',
  'sbg',
  'bdw',
];

/** What `value fit` prints, but for the seconds it took. Without a hold-out the two purchase counts are null. */
export type TransactionFit = {
  readonly model: ValueModelName;
  readonly customers: number;
  readonly parameters: Readonly<Record<string, number>>;
  readonly standardErrors: Readonly<Record<string, number | null>>;
  readonly intervals: Readonly<Record<string, Interval | null>>;
  readonly logLikelihood: number;
  readonly expectedPurchases: number | null;
  readonly actualPurchases: number | null;
  /** Weights of the months from January on, where a season was asked for; `unseen` ones lie between their neighbours. */
  readonly season?: Pick<Season, 'months' | 'unseen'>;
  readonly cautions: readonly { readonly code: string; readonly message: string }[];
};

/**
 * Fits a model to transactions alone, from day `from` to day `until` (whole day numbers), times in `unitDays` (7: weeks). Models of repeat buying are then held to what
 * those customers bought after `until`: over `predict` units, or to the last day there is. `actualPurchases` is null where the transactions end more
 * than a unit before the forecast does. With `season`, purchases run on a clock of months and open days learnt before `until`, or of the twelve weights given. gamma-gamma needs amounts; customers whose repeat purchases mean 0 or less are set aside, and said. sbg and bdw read each unit as a period to pay for.
 */
export function fitTransactions(input: {
  readonly model: ValueModelName;
  readonly transactions: Transactions;
  readonly from?: number;
  readonly until?: number;
  readonly unitDays?: number;
  readonly predict?: number;
  readonly season?: boolean | readonly number[];
}): TransactionFit | Refusal {
  const { model, transactions, predict, season = false } = input;
  if (predict !== undefined && !(predict > 0 && predict < Infinity)) {
    return refuse('impossible-choice', `Predict over a time above 0, got ${predict}.`, { predict });
  }
  const until = input.until === undefined ? {} : { until: input.until };
  const from = input.from === undefined ? {} : { from: input.from };
  const { unitDays = 7 } = input;
  const horizon =
    predict === undefined || input.until === undefined ? {} : { lastDay: input.until + predict * unitDays };
  const summary = summariseTransactions({ transactions, ...from, ...until, ...horizon, unitDays });
  if ('refused' in summary) return summary;
  if (model === 'gamma-gamma') return fitAmounts(summary, transactions);
  if (model === 'sbg' || model === 'bdw') {
    const outcomes = contractsOfTransactions({ transactions, ...from, until: summary.until, unitDays });
    return 'refused' in outcomes ? outcomes : printed(model, fitContractModel({ model, outcomes }));
  }
  return fitPurchases(model, summary, transactions, { predict, season });
}

function fitPurchases(
  asked: PurchaseModelName | 'bg-cnbd' | 'mbg-cnbd',
  summary: TransactionSummary,
  transactions: Transactions,
  { predict, season }: { predict: number | undefined; season: boolean | readonly number[] },
): TransactionFit | Refusal {
  const left = (summary.lastDay - summary.until) / summary.unitDays;
  const ahead = predict ?? left;
  const dated = datedOf(summary);
  const plain = {
    histories: summary,
    gaps: gapsOnClock(dated, (day) => (day * 7) / summary.unitDays),
    ahead,
    season: null,
  };
  const found = asked === 'bg-cnbd' || asked === 'mbg-cnbd' ? likeliestRegularity(plain) : asked;
  if (typeof found !== 'string' && 'refused' in found) return found;
  const model = typeof found === 'string' ? found : regularModel(asked === 'bg-cnbd' ? 'bg' : 'mbg', found.k);
  const timed = season ? onSeason(dated, Math.round(ahead * summary.unitDays), { model, season }) : plain;
  if ('refused' in timed) return timed;
  const { histories } = timed;
  const fit = fitPurchaseModel({ model, histories });
  if ('refused' in fit) return fit;
  const logLikelihood = fit.logLikelihood + gapConstant(purchaseModels[model].regularity, timed.gaps);
  const cautions = [
    ...fit.cautions,
    ...regularityCautions(transactions, model),
    ...seasonCautions(timed.season),
  ];
  const kept = timed.season === null ? {} : { season: pickMonths(timed.season) };
  if (!(ahead > 0)) return printed(model, { ...fit, logLikelihood, cautions }, null, kept);
  const forecast = predictPurchases({ fit, histories, ahead: timed.ahead });
  if ('refused' in forecast) return forecast;
  const sum = (values: Float64Array) => values.reduce((total, value) => total + value, 0);
  const holdOut = { expected: sum(forecast.expected), actual: left > ahead - 1 ? sum(summary.after) : null };
  return printed(model, { ...fit, logLikelihood, cautions }, holdOut, kept);
}

/** Histories by day number. */
function datedOf({
  until,
  unitDays,
  repeats,
  observedFor,
  lastAt,
  repeatDays,
}: TransactionSummary): DatedHistories {
  const first = observedFor.map((time) => Math.round(until - time * unitDays));
  const last = lastAt.map((time, row) => Math.round((first[row] ?? 0) + time * unitDays));
  return { repeats, first, last, until, repeatDays };
}

const pickMonths = ({ months, unseen }: Season) => ({ months, unseen });

/** Histories and horizon, given in days, in the time of the season; rates then are per week of seven average open days. */
function onSeason(
  dated: DatedHistories,
  daysAhead: number,
  { model, season: known }: { model: PurchaseModelName; season: true | readonly number[] },
) {
  const { first, until } = dated;
  const learnt = model === 'pareto-nbd' ? 'bg-nbd' : model;
  const season = known === true ? estimateSeason(dated, { model: learnt }) : seasonOfIndex(dated, known);
  if ('refused' in season) return season;
  const end = until + Math.max(0, daysAhead);
  const from = first.reduce((least, day) => Math.min(least, day), until);
  const clock = seasonClock(season, from, end);
  const ahead = (clock(end) - clock(until)) / 7;
  return { histories: onClock(dated, clock), gaps: gapsOnClock(dated, clock), ahead, season };
}

function seasonCautions(season: Season | null): Caution[] {
  if (season === null || season.unseen.length === 0) return [];
  const message = `${season.unseen.length} months of the year were never seen: their season is taken as between that of their neighbours.`;
  return [{ code: 'season-not-seen', message }];
}

function fitAmounts(summary: TransactionSummary, { amount }: Transactions): TransactionFit | Refusal {
  if (amount === undefined)
    return refuse('no-amounts', 'gamma-gamma models amounts: name the column that holds them.');
  const kept = summary.repeats.map((x, i) => (x > 0 && (summary.meanAmount[i] as number) > 0 ? x : 0));
  const aside = summary.repeats.filter((x, i) => x > 0 && kept[i] === 0).length;
  if (aside > 0 && kept.every((x) => x === 0)) {
    return refuse(
      'amount-not-above-zero',
      `The repeat purchases of all ${aside} customers who came back mean 0 or less.`,
    );
  }
  const fit = printed('gamma-gamma', fitGammaGamma({ purchases: kept, meanAmount: summary.meanAmount }));
  if ('refused' in fit || aside === 0) return fit;
  const message = `${aside} customers whose repeat purchases mean 0 or less were set aside.`;
  return { ...fit, cautions: [...fit.cautions, { code: 'amounts-set-aside', message }] };
}

function regularityCautions(transactions: Transactions, model: PurchaseModelName): Caution[] {
  const regularity = estimateRegularity(transactions);
  if ('refused' in regularity) return [];
  const { shape } = regularity;
  const found = `Customers buy at regular intervals (gamma shape ${shape.toFixed(1)}, 1 is at random)`;
  if (shape >= 3) {
    return [{ code: 'contract-like', message: `${found}: with a contract or subscription use sbg or bdw.` }];
  }
  if (shape < 1.5 || purchaseModels[model].regularity > 1) return [];
  return [{ code: 'more-regular', message: `${found}: bg-cnbd and mbg-cnbd reckon with that.` }];
}

function printed(
  model: ValueModelName,
  fit: (Estimates & { readonly customers: number; readonly cautions: readonly Caution[] }) | Refusal,
  holdOut: { readonly expected: number; readonly actual: number | null } | null = null,
  season: Pick<TransactionFit, 'season'> = {},
): TransactionFit | Refusal {
  if ('refused' in fit) return fit;
  const { customers, parameters, standardErrors, intervals, logLikelihood, cautions } = fit;
  return {
    model,
    customers,
    parameters,
    standardErrors,
    intervals,
    logLikelihood,
    expectedPurchases: holdOut?.expected ?? null,
    actualPurchases: holdOut?.actual ?? null,
    ...season,
    cautions,
  };
}
