import { momentOf } from '#differentiate/value';
import { centsOf } from '#platform/warehouse';
import type { Asked } from './question.ts';

const customer = "dictGetOrDefault('customer_of', 'customer_id', person_id, person_id)";
const yearAgo = "subtractMonths({asOf:DateTime64(3, 'UTC')}, 12)";
const inYear = `occurred_at > ${yearAgo} AND occurred_at <= {asOf:DateTime64(3, 'UTC')}`;
const firsts = `
  SELECT ${customer} AS customer_id, min(ordered_at) AS first_at, argMin(channel, ordered_at) AS first_channel
  FROM order_lines WHERE person_id != 0 AND is_return = 0 AND ordered_at <= {asOf:DateTime64(3, 'UTC')} GROUP BY customer_id`;

const boundOf = ({ snapshot }: Asked) => ({
  snapshotId: snapshot.snapshotId,
  asOf: momentOf(snapshot.asOf),
});

export type ProspectRow = {
  channel: string;
  cost: number;
  priced: number;
  reached: number;
  qualified: number;
  won: number;
};

/** Contacts of the year with people who had not bought yet, by channel: their cost, who reacted, and who then bought within 90 days. */
export function prospectContacts(asked: Asked): Promise<ProspectRow[]> {
  return asked.warehouse.query(
    `SELECT channel, toFloat64(ifNull(sum(c.cost), 0)) AS cost, countIf(isNotNull(c.cost)) AS priced,
            uniqExact(c.customer_id) AS reached, uniqExactIf(c.customer_id, c.kind = 'clicked') AS qualified,
            uniqExactIf(c.customer_id, isNotNull(f.first_at) AND f.first_at <= addDays(c.occurred_at, 90)) AS won
     FROM (SELECT ${customer} AS customer_id, channel, kind, cost, occurred_at FROM contacts WHERE person_id != 0 AND ${inYear}) AS c
     LEFT JOIN (${firsts}) AS f ON f.customer_id = c.customer_id
     WHERE isNull(f.first_at) OR c.occurred_at < f.first_at
     GROUP BY channel ORDER BY channel SETTINGS join_use_nulls = 1`,
    boundOf(asked),
  );
}

export type ReturnRow = {
  channel: string;
  is_new: number;
  mean: number;
  deviation: number;
  customers: number;
  unknown: number;
};

/** Profit of the year by recruitment channel, of customers of less than a year and of others; "at most" where some of it is unknown. */
export function returnByChannel(asked: Asked): Promise<ReturnRow[]> {
  return asked.warehouse.query(
    `SELECT f.first_channel AS channel, toUInt8(f.first_at > ${yearAgo}) AS is_new,
            avg(toFloat64(p.profit_at_most)) AS mean, if(count() > 1, stddevSamp(toFloat64(p.profit_at_most)), 0) AS deviation,
            count() AS customers, countIf(isNull(p.direct_profit)) AS unknown
     FROM (SELECT * FROM customer_profits WHERE snapshot_id = {snapshotId:UInt64} AND customer_id != 0) AS p
     INNER JOIN (${firsts}) AS f ON f.customer_id = p.customer_id
     GROUP BY channel, is_new ORDER BY channel, is_new DESC`,
    boundOf(asked),
  );
}

export type ProfitableRow = {
  known: number;
  profitable: number;
  profit: number;
  all: number;
  at_most: number;
};

/** How many customers are profitable for certain. */
export async function profitable(asked: Asked): Promise<ProfitableRow | undefined> {
  const [row] = await asked.warehouse.query<ProfitableRow>(
    `SELECT countIf(isNotNull(direct_profit)) AS known, countIf(direct_profit > 0) AS profitable, count() AS all,
            toFloat64(sumIf(ifNull(direct_profit, toDecimal128(0, 12)), direct_profit > 0)) AS profit,
            countIf(profit_at_most > 0) AS at_most
     FROM customer_profits WHERE snapshot_id = {snapshotId:UInt64} AND customer_id != 0`,
    boundOf(asked),
  );
  return row;
}

export type FutureRow = {
  customers: number;
  sales: number;
  top_cut: number;
  top_sales: number;
  top_customers: number;
  wavering: number;
  at_risk: number;
};

/** Sales to come: in all, of the highest tenth, and of those in it who waver, weighed by how probably they are gone. */
export async function future(asked: Asked): Promise<FutureRow | undefined> {
  const [row] = await asked.warehouse.query<FutureRow>(
    `WITH (SELECT quantileExact(0.9)(assumeNotNull(future_sales)) FROM customer_lifetimes
           WHERE snapshot_id = {snapshotId:UInt64} AND isNotNull(future_sales)) AS cut
     SELECT count() AS customers, sum(future_sales) AS sales, any(cut) AS top_cut,
            sumIf(future_sales, future_sales >= cut) AS top_sales, countIf(future_sales >= cut) AS top_customers,
            countIf(expected_amount * repeats >= cut AND alive < 0.7 AND alive >= 0.2) AS wavering,
            ifNull(sumIf(expected_amount * repeats / greatest(observed_days, 30) * 365 * (1 - alive),
                  expected_amount * repeats >= cut AND alive < 0.7 AND alive >= 0.2), 0) AS at_risk
     FROM customer_lifetimes WHERE snapshot_id = {snapshotId:UInt64} AND isNotNull(future_sales)`,
    boundOf(asked),
  );
  return row?.customers === 0 ? undefined : row;
}

/** As the attribute salesTrend12Months has it: the list behind the number is of these very customers. */
const fell = 'before > 0 AND toFloat64(last) / toFloat64(before) <= 0.7';

/** Customers whose sales of the year fell by 30 % or more of those of the year before, and by how much in all. */
export async function falling(
  asked: Asked,
): Promise<{ customers: number; lost: number; sales_before: number } | undefined> {
  const [row] = await asked.warehouse.query<{ customers: number; lost: number; sales_before: number }>(
    `SELECT countIf(${fell}) AS customers,
            toFloat64(sumIf(before - last, ${fell})) AS lost,
            toFloat64(sum(before)) AS sales_before
     FROM (SELECT ${customer} AS customer_id, sumIf(net, ordered_at > ${yearAgo}) AS last,
                  sumIf(net, ordered_at <= ${yearAgo}) AS before
           FROM order_lines WHERE person_id != 0 AND ordered_at <= {asOf:DateTime64(3, 'UTC')}
                                  AND ordered_at > subtractMonths({asOf:DateTime64(3, 'UTC')}, 24)
           GROUP BY customer_id)`,
    boundOf(asked),
  );
  return row;
}

/** Among customers, who promise much and were contacted less than the middle customer in the year. */
export async function neglected(asked: Asked): Promise<
  | {
      contacts: number;
      customers: number;
      sales: number;
      /** The least sales to come of the fifth. */
      least: string;
      /** The last day whose contacts are too old to count. */
      before: string;
    }
  | undefined
> {
  const [row] = await asked.warehouse.query<{
    contacts: number;
    customers: number;
    sales: number;
    least: string;
    before: string;
  }>(
    `WITH (SELECT quantileExact(0.8)(assumeNotNull(${centsOf('future_sales', 6)})) FROM customer_lifetimes
           WHERE snapshot_id = {snapshotId:UInt64} AND isNotNull(future_sales)) AS cut,
          toDate(${yearAgo}, 'UTC') AS before_day
     SELECT (SELECT count() FROM contacts WHERE kind = 'sent' AND ${inYear}) AS contacts, toString(any(cut)) AS least, toString(before_day) AS before,
            countIf(l.promised >= cut AND ifNull(c.last_day, before_day) <= before_day) AS customers,
            sumIf(toFloat64(l.promised), l.promised >= cut AND ifNull(c.last_day, before_day) <= before_day) AS sales
     FROM (SELECT customer_id, ${centsOf('future_sales', 6)} AS promised FROM customer_lifetimes WHERE snapshot_id = {snapshotId:UInt64}) AS l
     LEFT JOIN (SELECT ${customer} AS customer_id, max(toDate(occurred_at, 'UTC')) AS last_day FROM contacts
                WHERE person_id != 0 AND kind = 'sent' AND occurred_at <= {asOf:DateTime64(3, 'UTC')} GROUP BY customer_id) AS c
       ON c.customer_id = l.customer_id
     SETTINGS join_use_nulls = 1`,
    boundOf(asked),
  );
  return row;
}

/** Margin to come of customers who just came back after a long absence: what a customer won back is worth. */
export async function cameBack(
  asked: Asked,
): Promise<{ mean: number; deviation: number; customers: number; lapsed: number } | undefined> {
  const [row] = await asked.warehouse.query<{
    mean: number;
    deviation: number;
    customers: number;
    lapsed: number;
  }>(
    `SELECT avgIf(l.future_margin, b.back) AS mean, if(countIf(b.back) > 1, stddevSampIf(l.future_margin, b.back), 0) AS deviation,
            countIf(b.back AND isNotNull(l.future_margin)) AS customers, countIf(l.alive < 0.3) AS lapsed
     FROM (SELECT * FROM customer_lifetimes WHERE snapshot_id = {snapshotId:UInt64}) AS l
     INNER JOIN (
       SELECT customer_id, max(day) > today - 90 AND maxIf(day, day <= today - 90) < today - 270 AND count() > 1
                           AND countIf(day <= today - 90) > 0 AS back
       FROM (SELECT DISTINCT ${customer} AS customer_id, toDate(ordered_at, 'UTC') AS day,
                    toDate({asOf:DateTime64(3, 'UTC')}, 'UTC') AS today
             FROM order_lines WHERE person_id != 0 AND is_return = 0 AND ordered_at <= {asOf:DateTime64(3, 'UTC')})
       GROUP BY customer_id, today
     ) AS b ON b.customer_id = l.customer_id`,
    boundOf(asked),
  );
  return row;
}
