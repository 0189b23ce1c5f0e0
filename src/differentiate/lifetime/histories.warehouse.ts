import { momentOf } from '#differentiate/value';
import type { Warehouse } from '#platform/warehouse';
import { cutIntoCrowds } from './crowds.warehouse.ts';

const customer = "dictGetOrDefault('customer_of', 'customer_id', person_id, person_id)";

/** A moment's day, numbered as days bought on are. */
export const today = "toUInt16(toDate({asOf:DateTime64(3, 'UTC')}, 'UTC'))";

/** Lines that somebody known bought. */
const sold = (currency: string) =>
  `person_id != 0 AND is_return = 0 ${currency === '' ? '' : "AND currency IN ('', {currency:String})"}`;

/**
 * What each person bought for on each day, in millionths: purchases of a day are one, returns are none. Person and day are one number of 64 bits while
 * they are grouped (days since 1970 take 16; persons stay below 2^48), and amounts whole numbers of 64 bits, exact up to nine million millions a customer:
 * two numbers and decimals of 128 bits take half as long again.
 */
const soldByDay = (currency: string, who: string) => `
    SELECT bitShiftLeft(person_id, 16) + toUInt16(toDate(ordered_at, 'UTC')) AS person_day, sum(reinterpretAsInt64(net)) AS spent FROM order_lines
    WHERE ${sold(currency)} AND ordered_at <= {asOf:DateTime64(3, 'UTC')} ${who}
    GROUP BY person_day`;

const personOf = 'bitShiftRight(person_day, 16)';

/** The days each customer bought on, those of all their persons put together; a day that sums to nothing or less is no purchase. */
export const boughtByDay = (currency: string, who: string) => `
    SELECT customer_id, day, sum(amount) AS spent
    FROM (SELECT ${personOf} AS person_id, ${customer} AS customer_id, bitAnd(person_day, 65535) AS day, spent AS amount
          FROM (${soldByDay(currency, who)}))
    GROUP BY customer_id, day HAVING spent > 0`;

/** What was spent on all days but the first, a day: 0 of customers with one day. */
const meanOfRepeats = (day: string) =>
  `if(repeats > 0, toFloat64(sum(spent) - argMin(spent, ${day})) / 1000000 / repeats, 0)`;

type Moment = { asOf: Date; currency: string };

/** How many customers bought, and the first day one did ('' for none). */
export type Buyers = { customers: number; first: string };

/** Who bought up to a moment, by the facts themselves. */
export async function buyersOfFacts(warehouse: Warehouse, { asOf, currency }: Moment): Promise<Buyers> {
  const [row] = await warehouse.query<Buyers>(
    `SELECT uniqExact(${customer}) AS customers, if(customers = 0, '', toString(toDate(min(ordered_at), 'UTC'))) AS first
     FROM order_lines WHERE ${sold(currency)} AND ordered_at <= {asOf:DateTime64(3, 'UTC')}`,
    { asOf: momentOf(asOf), currency },
  );
  return row ?? { customers: 0, first: '' };
}

/** The same by a snapshot of value of that moment, without going through the facts. */
export async function buyersOfSnapshot(warehouse: Warehouse, snapshotId: number): Promise<Buyers> {
  const [row] = await warehouse.query<Buyers>(
    `SELECT count() AS customers, if(customers = 0, '', toString(toDate(min(v.first_order_at), 'UTC'))) AS first
     FROM customer_values AS v WHERE v.snapshot_id = {snapshotId:UInt64}`,
    { snapshotId },
  );
  return row ?? { customers: 0, first: '' };
}

export type SetAside = { later: number; worthless: number };

/** Lines that are set aside: of the future, and sold for nothing or less. */
export async function countSetAside(warehouse: Warehouse, { asOf, currency }: Moment): Promise<SetAside> {
  const [row] = await warehouse.query<SetAside>(
    `SELECT countIf(ordered_at > {asOf:DateTime64(3, 'UTC')}) AS later, countIf(ordered_at <= {asOf:DateTime64(3, 'UTC')}) AS worthless
     FROM order_lines WHERE ${sold(currency)} AND (net <= 0 OR ordered_at > {asOf:DateTime64(3, 'UTC')})`,
    { asOf: momentOf(asOf), currency },
  );
  return row ?? { later: 0, worthless: 0 };
}

/** One drawn customer: the mean amount of the repeats, and the purchase days as days since 1970, the first one first. */
export type Drawn = { mean_amount: number; days: number[] };

/** A fixed draw of one customer in `oneIn`, the same whoever asks; none for 0. */
const isDrawn = (id: string) => `({oneIn:UInt64} > 0 AND sipHash64(${id}) % greatest({oneIn:UInt64}, 1) = 0)`;

/** Customers drawn from the facts, in no order that matters. */
export function drawHistories(warehouse: Warehouse, input: Moment & { oneIn: number }): Promise<Drawn[]> {
  const { currency, oneIn } = input;
  return warehouse.query(
    `WITH count() - 1 AS repeats SELECT ${meanOfRepeats('day')} AS mean_amount, arraySort(groupArray(toUInt16(day))) AS days
     FROM (${boughtByDay(currency, `AND ${isDrawn(customer)}`)}) GROUP BY customer_id ORDER BY sipHash64(customer_id)`,
    { asOf: momentOf(input.asOf), currency, oneIn },
  );
}

/** The same customers, where histories were put aside with the days of the drawn ones. */
export function drawnHistories(warehouse: Warehouse, snapshotId: number): Promise<Drawn[]> {
  return warehouse.query(
    `SELECT mean_amount, days FROM purchase_histories WHERE snapshot_id = {snapshotId:UInt64} AND notEmpty(days)
     ORDER BY sipHash64(customer_id)`,
    { snapshotId },
  );
}

/**
 * Puts everyone's history aside for one forecast, one crowd after the other: what that takes of memory does not grow with the customers. Days of several
 * persons are put together by customer first, since two of them may have bought on one day. One customer in `oneIn` keeps the days themselves; none for 0.
 */
export async function writeHistories(
  warehouse: Warehouse,
  input: Moment & { snapshotId: number; oneIn: number; atOnce?: number; signal?: AbortSignal | undefined },
): Promise<void> {
  const { currency, snapshotId, oneIn } = input;
  for (const { who, customer: whose, bound } of await cutIntoCrowds(warehouse, input.atOnce)) {
    input.signal?.throwIfAborted();
    // Persons who are a customer each have all their days under one number.
    const [days, id, day] =
      whose === 'person_id'
        ? [`${soldByDay(currency, `AND ${who}`)} HAVING spent > 0`, personOf, 'person_day']
        : [boughtByDay(currency, `AND ${who}`), 'customer_id', 'day'];
    await warehouse.command(
      `INSERT INTO purchase_histories
       SELECT {snapshotId:UInt64}, ${id} AS customer, toUInt32(count() - 1) AS repeats, toUInt32(max(${day}) - min(${day})),
              toUInt32(${today} - bitAnd(min(${day}), 65535)), ${meanOfRepeats(day)},
              arraySort(groupArrayIf(toUInt16(bitAnd(${day}, 65535)), ${isDrawn(id)}))
       FROM (${days}) GROUP BY customer`,
      { snapshotId, oneIn, asOf: momentOf(input.asOf), currency, ...bound },
    );
  }
}
