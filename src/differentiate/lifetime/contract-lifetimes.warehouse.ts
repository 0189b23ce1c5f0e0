import { momentOf } from '#differentiate/value';
import type { Warehouse } from '#platform/warehouse';
import { knownMarginShare } from './lifetimes.warehouse.ts';

/**
 * What customers under contract will probably bring within the horizon: each renewal due, by the chance that the contract lasts until then, × the amount of
 * a term, discounted from its day; several contracts of a customer are added up. Who has none left has nothing to come. Money is unknown where an amount is.
 */
export async function writeContractLifetimes(
  warehouse: Warehouse,
  input: { snapshotId: number; asOf: Date; horizonDays: number; yearlyDiscount: number; periodDays: number },
): Promise<void> {
  const { snapshotId, asOf, ...bound } = input;
  const marginShare = await knownMarginShare(warehouse, snapshotId);
  const margin = marginShare === null ? 'CAST(NULL AS Nullable(Float64))' : 'future_sales * {margin:Float64}';
  const dueIn = '(days_left + toInt32(place - 1) * {periodDays:Float64})';
  await warehouse.command(
    `INSERT INTO customer_lifetimes
     SELECT {snapshotId:UInt64}, 0, customer_id, max(renewals), toUInt32(greatest(0, max(started_days) - min(last_days))), toUInt32(max(started_days)),
            ifNull(avg(paid), 0), toFloat64(max(runs)), sum(expected), sum(discounted), if(countIf(isNull(paid)) > 0, NULL, avg(paid)),
            if(countIf(isNull(paid)) > 0, NULL, sum(discounted * assumeNotNull(paid))) AS future_sales, ${margin}
     FROM (
       SELECT c.customer_id AS customer_id, c.renewals AS renewals, toFloat64(c.amount) AS paid, c.state = 'on' AS runs,
              dateDiff('day', ifNull(c.started_at, c.ends_at), {asOf:DateTime64(3, 'UTC')}) AS started_days,
              greatest(0, dateDiff('day', {asOf:DateTime64(3, 'UTC')}, c.ends_at)) AS days_left,
              greatest(0, {periodDays:Float64} - days_left) AS last_days,
              arrayFilter((chance, place) -> ${dueIn} <= {horizonDays:UInt32}, o.lasts, arrayEnumerate(o.lasts)) AS due,
              if(runs, arraySum(due), 0) AS expected,
              if(runs, arraySum((chance, place) -> chance * pow(1 + {yearlyDiscount:Float64}, -${dueIn} / 365), due, arrayEnumerate(due)), 0) AS discounted
       FROM (SELECT *, least(renewals, (SELECT max(renewals) FROM contract_outlooks WHERE snapshot_id = {snapshotId:UInt64})) AS row
             FROM customer_contracts WHERE snapshot_id = {snapshotId:UInt64} AND isNotNull(started_at)) AS c
       INNER JOIN (SELECT * FROM contract_outlooks WHERE snapshot_id = {snapshotId:UInt64}) AS o ON o.renewals = c.row
     )
     GROUP BY customer_id`,
    { ...bound, snapshotId, asOf: momentOf(asOf), margin: marginShare ?? 0 },
  );
}
