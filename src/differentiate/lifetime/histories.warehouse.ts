import { momentOf } from '#differentiate/value';
import type { Warehouse } from '#platform/warehouse';
import { cutIntoCrowds } from './crowds.warehouse.ts';

const customer = "dictGetOrDefault('customer_of', 'customer_id', person_id, person_id)";

/** Lines that somebody known bought. */
const sold = (currency: string) =>
  `person_id != 0 AND is_return = 0 ${currency === '' ? '' : "AND currency IN ('', {currency:String})"}`;

/**
 * What each person bought for on each day: purchases of a day are one, returns are none. Person and day are one number of 64 bits while they are
 * grouped (days since 1970 take 16; persons stay below 2^48), which takes a fifth less time than two.
 */
function soldByDay(currency: string, who: string): string {
  return `
    SELECT bitShiftRight(person_day, 16) AS person_id, toDate(toUInt16(bitAnd(person_day, 65535))) AS day, spent FROM (
      SELECT bitShiftLeft(person_id, 16) + toUInt16(toDate(ordered_at, 'UTC')) AS person_day, sum(net) AS spent FROM order_lines
      WHERE ${sold(currency)} AND ordered_at <= {asOf:DateTime64(3, 'UTC')} ${who}
      GROUP BY person_day)`;
}

/** The days each customer bought on, those of all their persons put together; a day that sums to nothing or less is no purchase. */
const boughtByDay = (currency: string, who: string) => `
    SELECT customer_id, day, sum(amount) AS spent
    FROM (SELECT ${customer} AS customer_id, day, spent AS amount FROM (${soldByDay(currency, who)}))
    GROUP BY customer_id, day HAVING spent > 0`;

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

/** One drawn customer: the history up to the cut (observed_cut −1 when not yet a customer), what followed, and the whole. */
export type SampleRow = {
  repeats: number;
  last_days: number;
  observed_days: number;
  mean_amount: number;
  repeats_cut: number;
  last_cut: number;
  observed_cut: number;
  after: number;
  /** Purchase days, as days since 1970, the first one first. */
  days: number[];
};

/** Histories of drawn customers, with the part after `cut` apart. */
export function sampleHistories(
  warehouse: Warehouse,
  input: Moment & { cut: string; oneIn: number },
): Promise<SampleRow[]> {
  return warehouse.query(
    `SELECT toInt32(count() - 1) AS repeats, toInt32(max(day) - min(day)) AS last_days,
            toInt32(toDate({asOf:DateTime64(3, 'UTC')}, 'UTC') - min(day)) AS observed_days,
            if(repeats > 0, toFloat64(sum(spent) - argMin(spent, day)) / repeats, 0) AS mean_amount,
            toInt32(countIf(day <= {cut:Date})) - 1 AS repeats_cut,
            if(repeats_cut < 0, 0, toInt32(maxIf(day, day <= {cut:Date}) - min(day))) AS last_cut,
            if(repeats_cut < 0, -1, toInt32({cut:Date} - min(day))) AS observed_cut,
            toInt32(countIf(day > {cut:Date})) AS after, arraySort(groupArray(toUInt16(day))) AS days
     FROM (${boughtByDay(input.currency, `AND sipHash64(${customer}) % {oneIn:UInt64} = 0`)}) GROUP BY customer_id ORDER BY sipHash64(customer_id)`,
    { asOf: momentOf(input.asOf), currency: input.currency, cut: input.cut, oneIn: input.oneIn },
  );
}

/**
 * Puts everyone's history aside for one forecast, one crowd after the other: what that takes of memory does not grow with the customers. Days of several
 * persons are put together by customer first, since two of them may have bought on one day.
 */
export async function writeHistories(
  warehouse: Warehouse,
  input: Moment & { snapshotId: number; atOnce?: number; signal?: AbortSignal | undefined },
): Promise<void> {
  const { currency, snapshotId } = input;
  for (const { who, customer: whose, bound } of await cutIntoCrowds(warehouse, input.atOnce)) {
    input.signal?.throwIfAborted();
    const days =
      whose === 'person_id' ? soldByDay(currency, `AND ${who}`) : boughtByDay(currency, `AND ${who}`);
    const id = whose === 'person_id' ? 'person_id' : 'customer_id';
    await warehouse.command(
      `INSERT INTO purchase_histories
       SELECT {snapshotId:UInt64}, ${id}, toUInt32(count() - 1) AS repeats, toUInt32(max(day) - min(day)),
              toUInt32(toDate({asOf:DateTime64(3, 'UTC')}, 'UTC') - min(day)),
              if(repeats > 0, toFloat64(sum(spent) - argMin(spent, day)) / repeats, 0)
       FROM (${days}) WHERE spent > 0 GROUP BY ${id}`,
      { snapshotId, asOf: momentOf(input.asOf), currency, ...bound },
    );
  }
}

export type Cells = { repeats: Float64Array; lastDays: Float64Array; observedDays: Float64Array };

/** The distinct histories of a snapshot, read as the numbers they are, without an object for each. */
export async function distinctHistories(warehouse: Warehouse, snapshotId: number): Promise<Cells> {
  const query = `SELECT DISTINCT repeats, last_days, observed_days FROM purchase_histories
                 WHERE snapshot_id = ${Math.trunc(snapshotId)}`;
  const pieces: Uint8Array[] = [];
  for await (const bytes of warehouse.readRaw(query, 'RowBinary')) pieces.push(bytes);
  const bytes = Buffer.concat(pieces);
  const rows = bytes.length / 12;
  const column = (place: number) => {
    const values = new Float64Array(rows);
    for (let row = 0; row < rows; row += 1) values[row] = bytes.readUInt32LE(12 * row + 4 * place);
    return values;
  };
  return { repeats: column(0), lastDays: column(1), observedDays: column(2) };
}
