import type { LifetimeOverview, RecencyValue } from '#differentiate/lifetime/api';
import type { ValueOverview } from '#differentiate/value/api';
import { figures, table } from './output.ts';

const percent = (share: number) => `${(100 * share).toFixed(1)} %`;
const whole = (value: number | null) => (value === null ? 'unknown' : String(Math.round(value)));

/** What the base is worth, for people in a terminal: the figures, then ranks, classes and behaviours. */
export function tellOverview(overview: ValueOverview): string {
  const { asOf, currency, customers, orders, netSales, netSales12Months, marginKnown } = overview;
  const shares = <Row extends { share: number }>(rows: readonly Row[]) =>
    rows.map((row) => ({ ...row, share: percent(row.share) }));
  const ranks = overview.pyramid.map((one) => ({ ...one, rank: `${one.rank} ${one.label.en}` }));
  const behaviours = overview.segments.map((one) => ({ ...one, segment: one.label.en }));
  const top = overview.concentration.map((one) => ({
    ...{ 'top share': percent(one.topShare), customers: one.customers, 'of sales': percent(one.netShare) },
  }));
  return [
    figures({ asOf, currency, customers, orders, netSales, netSales12Months }),
    `Margin is known of ${marginKnown.customers} customers: ${marginKnown.margin} on ${marginKnown.netSales}.`,
    table(ranks.toReversed(), ['rank', 'customers', 'netSales12Months', 'averageNetSales']),
    table(shares(overview.abc), ['class', 'customers', 'netSales', 'share']),
    table(shares(behaviours), ['segment', 'customers', 'netSales', 'share']),
    table(top, ['top share', 'customers', 'of sales']),
  ].join('\n\n');
}

/** What the base will probably bring, for people in a terminal: totals with their intervals, the fit, and how the models did on days held out. */
export function tellForecast(overview: LifetimeOverview): string {
  const { asOf, currency, horizonDays, customers, aliveExpected, fit } = overview;
  const range = (total: LifetimeOverview['sales']) =>
    total === null ? 'unknown' : `${whole(total.estimate)} [${whole(total.low)}; ${whole(total.high)}]`;
  const holdOut = fit.fitted?.holdOut ?? null;
  const ranked = (holdOut?.ranked ?? []).map((one) => ({
    ...{ model: one.season ? `${one.model}, season` : one.model },
    ...{ expected: Math.round(one.expected), actual: Math.round(one.actual), deviance: one.deviance },
  }));
  const alive = overview.alive.map((one) => ({
    ...{ alive: `${percent(one.from)} – ${percent(one.until)}`, customers: one.customers },
    sales: whole(one.sales),
  }));
  return [
    figures({
      ...{ asOf, currency, horizonDays, customers, 'still customers': whole(aliveExpected) },
      ...{
        purchases: range(overview.purchases),
        sales: range(overview.sales),
        margin: range(overview.margin),
      },
      ...{ model: fit.fitted?.model ?? '–', 'fitted on': fit.asOf, ...fit.fitted?.purchases.parameters },
    }),
    ...(fit.fitted?.cautions ?? []).map((one) => `Note: ${one.message}`),
    holdOut === null ? '' : `Held out: ${holdOut.days} days after ${holdOut.until.slice(0, 10)}`,
    ranked.length === 0 ? '' : table(ranked, ['model', 'expected', 'actual', 'deviance']),
    table(alive, ['alive', 'customers', 'sales']),
  ]
    .filter((part) => part !== '')
    .join('\n\n');
}

/** Value by the months since the last purchase, for people in a terminal: each chance and value with its interval. */
export function tellRecency(told: RecencyValue): string {
  const { asOf, currency, horizonDays, months, monthDays, marginShare } = told;
  const range = ({ value, low, high }: RecencyValue['total'], write: (value: number) => string) =>
    `${write(value)} [${write(low)}; ${write(high)}]`;
  const lasting = marginShare === null ? 'lifetime sales' : 'lifetime margin';
  const rows = told.states.map(({ monthsFrom, monthsUntil, customers, chance, within, endless }) => ({
    months: monthsUntil === null ? `${monthsFrom}+` : `${monthsFrom}–${monthsUntil}`,
    ...{ customers, chance: range(chance, percent), sales: range(within, whole) },
    [lasting]: endless === null ? '–' : range(endless, (value) => whole(value * (marginShare ?? 1))),
  }));
  return [
    figures({
      ...{ asOf, currency, horizonDays, 'learnt from': `${months} months of ${monthDays} days` },
      sales: range(told.total, whole),
    }),
    table(rows, ['months', 'customers', 'chance', 'sales', lasting]),
  ].join('\n\n');
}
