import type { Condition } from '#differentiate/attributes';
import { orThrow } from '#platform/errors';
import type { AudienceNeeds } from './count-customers.ts';
import { resolveCondition } from './resolve-condition.ts';

/**
 * The numbers of the customers who meet a condition, ascending, in batches: memory does not grow with the audience, and
 * a reader that stopped after customer n goes on with `after: n`. The condition must have been accepted before
 * (`resolveCondition`); one that cannot be read throws.
 */
export async function* streamCustomerIds(
  needs: AudienceNeeds,
  condition: Condition,
  options: { after?: number; batch?: number } = {},
): AsyncGenerator<number[]> {
  const batch = options.batch ?? 10_000;
  const question = needs.registry.selectCustomers({
    condition: orThrow(await resolveCondition(needs, condition)),
    columns: [],
    cursor: options.after === undefined ? undefined : { value: null, customerId: options.after },
    now: needs.clock.now(),
  });
  let ids: number[] = [];
  for await (const rows of needs.warehouse.stream<{ customer_id: number }>(
    question.query,
    question.parameters,
  )) {
    for (const row of rows) {
      ids.push(row.customer_id);
      if (ids.length === batch) {
        yield ids;
        ids = [];
      }
    }
  }
  if (ids.length > 0) yield ids;
}
