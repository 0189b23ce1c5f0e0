import { momentOf } from '#differentiate/value';
import type { Warehouse } from '#platform/warehouse';
import { cutIntoCrowds } from './crowds.warehouse.ts';
import { boughtByDay, today } from './histories.warehouse.ts';

/** Days of the months that recency is counted in, back from the date asked. */
export const monthDays = 30;

/**
 * What was seen of one group of customers at one recency (0: bought in the month just ended; `longest`: that many months before, or more). Money in whole
 * millionths, so that sums come out the same in any order.
 */
export type RecencyRow = {
  fold: number;
  waited: number;
  customers: number;
  seen: number;
  bought: number;
  millionths: number;
};

type Asked = { asOf: Date; currency: string; months: number; longest: number; groups: number };

/**
 * The last `months` months of everybody who had bought before them: how long they had waited as each began and whether they bought in it, with where each
 * stands now (the month that begins now is number −1). Customers fall into `groups` by a hash of their number (`fold`). One crowd of customers after the other, what
 * that takes of memory does not grow with how many there are: a fold has rows of each crowd.
 */
export async function recencyCounts(
  warehouse: Warehouse,
  input: Asked & { atOnce?: number; signal?: AbortSignal | undefined },
): Promise<RecencyRow[]> {
  const { currency, months, longest, groups } = input;
  const asked = { asOf: momentOf(input.asOf), currency, months, longest, groups };
  const rows: RecencyRow[] = [];
  for (const { who, bound } of await cutIntoCrowds(warehouse, input.atOnce)) {
    input.signal?.throwIfAborted();
    rows.push(...(await warehouse.query<RecencyRow>(countsOf(currency, who), { ...asked, ...bound })));
  }
  return rows;
}

/** Each wait, from a month with a purchase to the next one, is counted whole, and laid out month by month only once alike ones are added up. */
function countsOf(currency: string, who: string): string {
  const waits = `
    SELECT fold, wait.1 AS before, wait.2 AS until, count() AS waits, sum(toInt128(wait.3)) AS spent
    FROM (
      SELECT sipHash64(customer_id) % {groups:UInt64} AS fold, arrayReverseSort(groupArray((month, spent))) AS bought,
             arrayMap((one, next) -> (one.1, next.1, next.2), bought, arrayPushBack(arrayPopFront(bought), (toInt32(-1), toInt64(0)))) AS waited
      FROM (SELECT customer_id, intDiv(toInt32(${today}) - toInt32(day), ${monthDays}) AS month, sum(spent) AS spent
            FROM (${boughtByDay(currency, `AND ${who}`)}) GROUP BY customer_id, month)
      GROUP BY customer_id
    ) ARRAY JOIN waited AS wait
    WHERE until < {months:Int32}
    GROUP BY fold, before, until`;
  return `
    SELECT fold, least(before - month - 1, {longest:Int32}) AS waited,
           sumIf(waits, month = -1) AS customers, sumIf(waits, month >= 0) AS seen, sumIf(waits, month >= 0 AND month = until) AS bought,
           toFloat64(sumIf(spent, month = until)) AS millionths
    FROM (${waits}) ARRAY JOIN range(until, least(before, {months:Int32})) AS month
    GROUP BY fold, waited ORDER BY fold, waited`;
}
