import { isRefusal as isFault, type RecencyCounts, valueByRecency } from '#analytics/value';
import type { Condition } from '#differentiate/attributes';
import { listDoneSnapshots } from '#differentiate/value';
import { isRefusal, type Outcome, refuse } from '#platform/errors';
import type { RecencyValue } from './api.ts';
import type { LifetimeNeeds } from './fit-lifetime.ts';
import { forecastInForce } from './forecast-in-force.ts';
import { readLifetimeSettings } from './lifetime-settings.ts';
import { knownMarginShare } from './lifetimes.warehouse.ts';
import { monthDays, recencyCounts, type RecencyRow } from './recency.warehouse.ts';

/** A year of months to learn from, so that every season counts once; who waited longer than a year is taken together. */
const [months, longest, crowds] = [12, 12, 20];

/**
 * What customers will probably bring by the months since their last purchase (Pfeifer & Carraway 2000), from the facts of the year before the newest
 * snapshot: a second opinion beside the forecast by each one's history. Refuses before the first snapshot, where renewals tell, and where too few came back.
 */
export async function recencyValue(needs: LifetimeNeeds): Promise<Outcome<RecencyValue>> {
  const forecasts = await forecastInForce(needs);
  if (isRefusal(forecasts)) return forecasts;
  const [snapshot] = await listDoneSnapshots(needs.db, 1);
  if (snapshot === undefined)
    return refuse(
      'not-found',
      'no-value-yet',
      'Value was not computed yet: refresh it after the first import of sales.',
    );
  const { asOf, currency, snapshotId } = snapshot;
  const settings = await readLifetimeSettings(needs.db);
  const rows = await recencyCounts(needs.warehouse, { asOf, currency, months, longest, groups: crowds });
  const periods = Math.max(1, Math.round(settings.horizonDays / monthDays));
  const found = valueByRecency({
    groups: groupsOf(rows),
    rate: (1 + settings.yearlyDiscount) ** (monthDays / 365) - 1,
    periods,
  });
  if (isFault(found)) return refuse('not-found', 'too-few-came-back', found.message);
  return {
    ...{ snapshotId, asOf: asOf.toISOString(), currency, monthDays, months },
    ...{ horizonDays: periods * monthDays, yearlyDiscount: settings.yearlyDiscount },
    marginShare: settings.marginShare ?? (await knownMarginShare(needs.warehouse, snapshotId)),
    ...{ spend: found.spend, total: found.total },
    states: found.states.map(({ after, ...state }, at) => {
      const until = at === found.states.length - 1 ? null : after + 1;
      return { monthsFrom: after, monthsUntil: until, ...state, condition: waited(asOf, after, until) };
    }),
  };
}

/** Whose last purchase is so many months before a date. */
function waited(asOf: Date, from: number, until: number | null): Condition {
  const day = (ago: number) =>
    new Date(asOf.getTime() - ago * monthDays * 86_400_000).toISOString().slice(0, 10);
  const leaf = (operator: '<=' | '>', ago: number): Condition => ({
    ...{ attribute: 'lastOrderAt', operator, value: day(ago) },
  });
  return { and: [leaf('<=', from), ...(until === null ? [] : [leaf('>', until)])] };
}

function groupsOf(rows: readonly RecencyRow[]): RecencyCounts[] {
  return Array.from({ length: crowds }, (_none, crowd) => {
    const own = rows.filter((row) => row.crowd === crowd);
    const column = (of: 'customers' | 'seen' | 'bought') =>
      Array.from({ length: longest + 1 }, (_, month) => own.find((row) => row.waited === month)?.[of] ?? 0);
    return {
      ...{ customers: column('customers'), seen: column('seen'), bought: column('bought') },
      spent: own.reduce((sum, row) => sum + row.spent, 0),
    };
  });
}
