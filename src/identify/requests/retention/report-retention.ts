import { readCustomerNames } from '#identify/customers';
import type { Clock } from '#platform/clock';
import type { Database } from '#platform/database';
import type { Warehouse } from '#platform/warehouse';
import type { RetentionReport } from '../api.ts';
import { readRetention } from './retention-settings.ts';
import { findSilent, type Silent } from './silent-people.ts';

export type RetentionNeeds = { readonly db: Database; readonly warehouse: Warehouse; readonly clock: Clock };

const shown = 20;

/** Who is past a retention limit, by rule. */
export async function findPastLimits(
  needs: RetentionNeeds,
): Promise<{ rule: 'prospects' | 'customers'; months: number; since: Date; silent: Silent[] }[]> {
  const { prospectMonths, customerMonths } = await readRetention(needs.db);
  const found = [];
  for (const { rule, months, bought } of [
    { rule: 'prospects' as const, months: prospectMonths, bought: false },
    { rule: 'customers' as const, months: customerMonths, bought: true },
  ]) {
    if (months === null) continue;
    const since = needs.clock.now();
    since.setUTCMonth(since.getUTCMonth() - months);
    found.push({ rule, months, since, silent: await findSilent(needs, { bought, since }) });
  }
  return found;
}

/** What a purge would do, nothing done: how many by which rule, since when they are silent, and some of them by name. */
export async function reportRetention(needs: RetentionNeeds): Promise<RetentionReport> {
  const past = await findPastLimits(needs);
  const sampled = past.flatMap(({ silent }) => silent.slice(0, shown).map(({ customerId }) => customerId));
  const names = await readCustomerNames(needs.db, sampled);
  const rules = past.map(({ rule, months, since, silent }) => ({
    ...{ rule, months, silentSince: since.toISOString(), people: silent.length },
    oldest: silent[0] === undefined ? null : new Date(silent[0].lastHeardOf).toISOString(),
    sample: silent.slice(0, shown).map(({ customerId, lastHeardOf }) => ({
      customerId,
      name: names.get(customerId) ?? null,
      lastHeardOf: new Date(lastHeardOf).toISOString(),
    })),
  }));
  return {
    asOf: needs.clock.now().toISOString(),
    rules,
    people: rules.reduce((sum, { people }) => sum + people, 0),
  };
}
