import type { Condition, Registry } from '#differentiate/attributes';
import type { Clock } from '#platform/clock';
import type { Database } from '#platform/database';
import { isRefusal, type Outcome } from '#platform/errors';
import type { Warehouse } from '#platform/warehouse';
import { resolveCondition } from './resolve-condition.ts';

/** What asking about customers takes. */
export type AudienceNeeds = {
  readonly db: Database;
  readonly warehouse: Warehouse;
  readonly registry: Registry;
  readonly clock: Clock;
};

/** How many customers meet a condition now. Refuses a condition that cannot be read. */
export async function countCustomers(needs: AudienceNeeds, condition: Condition): Promise<Outcome<number>> {
  const counted = await countAmong(needs, condition, []);
  return isRefusal(counted) ? counted : counted.customers;
}

/** How many meet a condition, and how many of those each further condition as well, in one query. */
export async function countAmong(
  needs: AudienceNeeds,
  condition: Condition,
  among: readonly Condition[],
): Promise<Outcome<{ customers: number; among: number[] }>> {
  const meant = await resolveCondition(needs, condition);
  if (isRefusal(meant)) return meant;
  const parts: Condition[] = [];
  for (const part of among) {
    const resolved = await resolveCondition(needs, part);
    if (isRefusal(resolved)) return resolved;
    parts.push(resolved);
  }
  const question = needs.registry.countCustomers({ condition: meant, among: parts, now: needs.clock.now() });
  const [row] = await needs.warehouse.query<Record<string, number>>(question.query, question.parameters);
  return { customers: row?.['customers'] ?? 0, among: parts.map((_, index) => row?.[`among_${index}`] ?? 0) };
}
