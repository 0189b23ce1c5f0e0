import { momentOf } from '#differentiate/value';
import type { Warehouse } from '#platform/warehouse';

/**
 * The days each customer bought on, with what they bought for: purchases of one day are one, returns are none, a day that sums
 * to nothing or less is no purchase. `sample` keeps one customer in so many, always the same ones.
 */
function purchaseDays(currency: string, sample = false): string {
  const customer = "dictGetOrDefault('customer_of', 'customer_id', person_id, person_id)";
  return `
    SELECT customer_id, day, sum(amount) AS spent FROM (
      SELECT ${customer} AS customer_id, day, amount FROM (
        SELECT person_id, toDate(ordered_at, 'UTC') AS day, sum(net) AS amount FROM order_lines
        WHERE person_id != 0 AND is_return = 0 AND ordered_at <= {asOf:DateTime64(3, 'UTC')}
              ${currency === '' ? '' : "AND currency IN ('', {currency:String})"}
              ${sample ? `AND sipHash64(${customer}) % {oneIn:UInt64} = 0` : ''}
        GROUP BY person_id, day
      )
    )
    GROUP BY customer_id, day HAVING spent > 0`;
}

type Moment = { asOf: Date; currency: string };

export type Span = { customers: number; first: string; last: string; later: number; worthless: number };

/** How far the history goes, how many buyers it has, and what is set aside: lines of the future, lines sold for nothing or less. */
export async function historySpan(warehouse: Warehouse, { asOf, currency }: Moment): Promise<Span> {
  const [row] = await warehouse.query<Span>(
    `SELECT uniqExactIf(person_id, past) AS customers, toString(minIf(toDate(ordered_at, 'UTC'), past)) AS first,
            toString(maxIf(toDate(ordered_at, 'UTC'), past)) AS last, countIf(NOT past) AS later,
            countIf(past AND net <= 0) AS worthless
     FROM (SELECT person_id, ordered_at, net, ordered_at <= {asOf:DateTime64(3, 'UTC')} AS past FROM order_lines
           WHERE person_id != 0 AND is_return = 0 ${currency === '' ? '' : "AND currency IN ('', {currency:String})"})`,
    { asOf: momentOf(asOf), currency },
  );
  return row ?? { customers: 0, first: '', last: '', later: 0, worthless: 0 };
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
     FROM (${purchaseDays(input.currency, true)}) GROUP BY customer_id ORDER BY sipHash64(customer_id)`,
    { asOf: momentOf(input.asOf), currency: input.currency, cut: input.cut, oneIn: input.oneIn },
  );
}

/** Puts everyone's history aside for one forecast. */
export async function writeHistories(
  warehouse: Warehouse,
  input: Moment & { snapshotId: number },
): Promise<void> {
  await warehouse.command(
    `INSERT INTO purchase_histories
     SELECT {snapshotId:UInt64}, customer_id, count() - 1 AS repeats, max(day) - min(day),
            toDate({asOf:DateTime64(3, 'UTC')}, 'UTC') - min(day),
            if(repeats > 0, toFloat64(sum(spent) - argMin(spent, day)) / repeats, 0)
     FROM (${purchaseDays(input.currency)}) GROUP BY customer_id`,
    { snapshotId: input.snapshotId, asOf: momentOf(input.asOf), currency: input.currency },
  );
}

export type Cells = { repeats: Float64Array; lastDays: Float64Array; observedDays: Float64Array };

/** The distinct histories of a snapshot, as text columns read without an object for each. */
export async function distinctHistories(warehouse: Warehouse, snapshotId: number): Promise<Cells> {
  const query = `SELECT DISTINCT repeats, last_days, observed_days FROM purchase_histories
                 WHERE snapshot_id = ${Math.trunc(snapshotId)}`;
  const numbers: number[] = [];
  let value = 0;
  for await (const bytes of warehouse.readRaw(query, 'TabSeparated')) {
    for (const byte of bytes) {
      if (byte >= 48) value = value * 10 + byte - 48;
      else {
        numbers.push(value);
        value = 0;
      }
    }
  }
  const column = (place: number) =>
    Float64Array.from({ length: numbers.length / 3 }, (_, row) => numbers[3 * row + place] ?? 0);
  return { repeats: column(0), lastDays: column(1), observedDays: column(2) };
}
