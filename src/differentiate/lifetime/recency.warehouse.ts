import { momentOf } from '#differentiate/value';
import type { Warehouse } from '#platform/warehouse';
import { boughtByDay, today } from './histories.warehouse.ts';

/** Days of the months that recency is counted in, back from the date asked. */
export const monthDays = 30;

/** What was seen of one group of customers at one recency (0: bought in the month just ended; `longest`: that many months before, or more). */
export type RecencyRow = {
  crowd: number;
  waited: number;
  customers: number;
  seen: number;
  bought: number;
  spent: number;
};

/**
 * The last `months` months of everybody who had bought before them: how long they had waited as each began and whether they bought in it, with where each
 * stands now (the month that begins now is number −1). Customers fall into `groups` by a hash of their number. One pass over the facts: each wait, from a
 * month with a purchase to the next one, is counted whole, and laid out month by month only once alike ones are added up.
 */
export function recencyCounts(
  warehouse: Warehouse,
  input: { asOf: Date; currency: string; months: number; longest: number; groups: number },
): Promise<RecencyRow[]> {
  const { currency, months, longest, groups } = input;
  const waits = `
    SELECT crowd, wait.1 AS before, wait.2 AS until, count() AS waits, sum(wait.3) AS spent
    FROM (
      SELECT sipHash64(customer_id) % {groups:UInt64} AS crowd, arrayReverseSort(groupArray((month, spent))) AS bought,
             arrayMap((one, next) -> (one.1, next.1, next.2), bought, arrayPushBack(arrayPopFront(bought), (toInt32(-1), 0.))) AS waited
      FROM (SELECT customer_id, intDiv(toInt32(${today}) - toInt32(day), ${monthDays}) AS month, toFloat64(sum(spent)) / 1000000 AS spent
            FROM (${boughtByDay(currency, '')}) GROUP BY customer_id, month)
      GROUP BY customer_id
    ) ARRAY JOIN waited AS wait
    WHERE until < {months:Int32}
    GROUP BY crowd, before, until`;
  return warehouse.query(
    `SELECT crowd, least(before - month - 1, {longest:Int32}) AS waited,
            sumIf(waits, month = -1) AS customers, sumIf(waits, month >= 0) AS seen, sumIf(waits, month >= 0 AND month = until) AS bought,
            sumIf(spent, month = until) AS spent
     FROM (${waits}) ARRAY JOIN range(until, least(before, {months:Int32})) AS month
     GROUP BY crowd, waited ORDER BY crowd, waited`,
    { asOf: momentOf(input.asOf), currency, months, longest, groups },
  );
}
