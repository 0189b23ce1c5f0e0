import { centsOf } from '#platform/warehouse';
import type { Asked } from './question.ts';

/** From which amount on a customer is among the fifth of those with most of it: above it, equals all in or all out. Null of nobody known. */
export type FifthCuts = { profit: string | null; margin: string | null; possible: string | null };

export type PromisingRow = {
  /** Of those not profitable now, of those who are but outside the first fifth by profit. */
  profitable: number;
  customers: number;
  /** Margin to come of a customer, mean and deviation, of those it is known of. */
  known: number;
  mean: number;
  deviation: number;
};

// As the attributes of the registry round them, so that the list behind a number has as many.
const accounts = `
  SELECT toDecimal128(p.direct_profit, 6) AS profit, ${centsOf('l.future_margin', 6)} AS margin,
         ${centsOf('g.potential', 6)} AS possible
  FROM (SELECT customer_id, direct_profit FROM customer_profits
        WHERE snapshot_id = {snapshotId:UInt64} AND customer_id != 0 AND isNotNull(direct_profit)) AS p
  LEFT JOIN (SELECT customer_id, future_margin FROM customer_lifetimes WHERE snapshot_id = {snapshotId:UInt64}) AS l
    ON l.customer_id = p.customer_id
  LEFT JOIN (SELECT customer_id, potential FROM customer_potentials WHERE snapshot_id = {snapshotId:UInt64}) AS g
    ON g.customer_id = p.customer_id
  SETTINGS join_use_nulls = 1`;

const firstFifth = (column: string) => `
  if(count(${column}) = 0, NULL,
     toString(arrayReverseSort(groupArrayIf(assumeNotNull(${column}), isNotNull(${column})))[1 + intDiv(count(${column}), 5)])) AS ${column}_cut`;

/** Where the first fifth begins by direct profit, by margin to come and by possible sales, each among customers of known direct profit whom it is known of. */
export async function fifthCuts({ warehouse, snapshot }: Asked): Promise<FifthCuts> {
  const [row] = await warehouse.query<Record<'profit_cut' | 'margin_cut' | 'possible_cut', string | null>>(
    `SELECT ${['profit', 'margin', 'possible'].map(firstFifth).join(',')} FROM (${accounts})`,
    { snapshotId: snapshot.snapshotId },
  );
  return {
    profit: row?.profit_cut ?? null,
    margin: row?.margin_cut ?? null,
    possible: row?.possible_cut ?? null,
  };
}

/** Who is in the first fifth by margin to come or by possible sales and not by direct profit: one row of those not profitable, one of those who are. */
export function promising({ warehouse, snapshot }: Asked, cuts: FifthCuts): Promise<PromisingRow[]> {
  const above = (column: 'profit' | 'margin' | 'possible') =>
    `${column} > {${column}:Nullable(Decimal(38, 6))}`;
  return warehouse.query(
    `SELECT toUInt8(profit > 0) AS profitable, count() AS customers, count(margin) AS known,
            if(known > 0, ifNull(avg(toFloat64(margin)), 0), 0) AS mean, if(known > 1, ifNull(stddevSamp(toFloat64(margin)), 0), 0) AS deviation
     FROM (${accounts})
     WHERE NOT ${above('profit')} AND (ifNull(${above('margin')}, 0) OR ifNull(${above('possible')}, 0))
     GROUP BY profitable ORDER BY profitable`,
    { snapshotId: snapshot.snapshotId, ...cuts },
  );
}
