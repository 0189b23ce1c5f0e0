import { momentOf } from '#differentiate/value';
import type { Warehouse } from '#platform/warehouse';

const customer = "dictGetOrDefault('customer_of', 'customer_id', person_id, person_id)";

/** What each person bought for on each day, in the order lines lie on disk: purchases of a day are one, returns are none. */
function soldByDay(currency: string, who: string): string {
  return `
    SELECT person_id, toDate(ordered_at, 'UTC') AS day, sum(net) AS spent FROM order_lines
    WHERE person_id != 0 AND is_return = 0 AND ordered_at <= {asOf:DateTime64(3, 'UTC')} ${who}
          ${currency === '' ? '' : "AND currency IN ('', {currency:String})"}
    GROUP BY person_id, day SETTINGS optimize_aggregation_in_order = 1`;
}

/** The days each customer bought on, those of all their persons put together; a day that sums to nothing or less is no purchase. */
const boughtByDay = (currency: string, who: string) => `
    SELECT customer_id, day, sum(amount) AS spent
    FROM (SELECT ${customer} AS customer_id, day, spent AS amount FROM (${soldByDay(currency, who)}))
    GROUP BY customer_id, day HAVING spent > 0`;

type Moment = { asOf: Date; currency: string };

export type Span = { customers: number; first: string; later: number; worthless: number };

/** How far the history goes, how many buyers it has, and what is set aside: lines of the future, lines sold for nothing or less. */
export async function historySpan(warehouse: Warehouse, { asOf, currency }: Moment): Promise<Span> {
  const [row] = await warehouse.query<Span>(
    `SELECT countIf(earliest <= {asOf:DateTime64(3, 'UTC')}) AS customers, toString(toDate(min(earliest), 'UTC')) AS first,
            sum(after) AS later, sum(unpaid) AS worthless
     FROM (SELECT min(ordered_at) AS earliest, countIf(ordered_at > {asOf:DateTime64(3, 'UTC')}) AS after,
                  countIf(net <= 0 AND ordered_at <= {asOf:DateTime64(3, 'UTC')}) AS unpaid
           FROM order_lines
           WHERE person_id != 0 AND is_return = 0 ${currency === '' ? '' : "AND currency IN ('', {currency:String})"}
           GROUP BY person_id SETTINGS optimize_aggregation_in_order = 1)`,
    { asOf: momentOf(asOf), currency },
  );
  return row ?? { customers: 0, first: '', later: 0, worthless: 0 };
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

/** Persons who are one customer with others. */
const together = "(SELECT arrayJoin([person_id, customer_id]) FROM dictionary('customer_of'))";

/**
 * Puts everyone's history aside for one forecast. Persons who are a customer each are added up as their lines lie on disk; the days of
 * the others are put together by customer first, since two of them may have bought on one day.
 */
export async function writeHistories(
  warehouse: Warehouse,
  input: Moment & { snapshotId: number },
): Promise<void> {
  const { currency, snapshotId } = input;
  const alone = soldByDay(currency, `AND person_id NOT IN ${together}`);
  const historyOf = (who: string, days: string) => `
     SELECT {snapshotId:UInt64}, ${who}, toUInt32(count() - 1) AS repeats, toUInt32(max(day) - min(day)),
            toUInt32(toDate({asOf:DateTime64(3, 'UTC')}, 'UTC') - min(day)),
            if(repeats > 0, toFloat64(sum(spent) - argMin(spent, day)) / repeats, 0)
     FROM (${days}) WHERE spent > 0 GROUP BY ${who}`;
  await warehouse.command(
    `INSERT INTO purchase_histories
     ${historyOf('person_id', alone)}
     UNION ALL
     ${historyOf('customer_id', boughtByDay(currency, `AND person_id IN ${together}`))}`,
    { snapshotId, asOf: momentOf(input.asOf), currency },
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
