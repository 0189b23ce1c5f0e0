import { momentOf, type ValueSnapshot } from '#differentiate/value';
import type { Warehouse } from '#platform/warehouse';
import { fieldParameters, traitSources } from './traits.ts';

const customer = "dictGetOrDefault('customer_of', 'customer_id', person_id, person_id)";

/** When a line was sold, as one number; two channels in one moment are told apart the same way each time. */
const soldAt = 'toUInt64(toUnixTimestamp64Milli(ordered_at)) * 1024 + cityHash64(channel) % 1024';

/** The channel of each customer's first purchase; the lines are added up by person as they lie on disk. */
const entryChannels = `
  SELECT ${customer} AS customer_id, argMin(first_channel, first_at) AS channel
  FROM (SELECT person_id, argMin(channel, ${soldAt}) AS first_channel, min(${soldAt}) AS first_at
        FROM order_lines WHERE person_id != 0 AND is_return = 0 AND ordered_at <= {asOf:DateTime64(3, 'UTC')}
        GROUP BY person_id SETTINGS optimize_aggregation_in_order = 1)
  GROUP BY customer_id`;

const household = "dictGetOrDefault('household_of', 'household_id', customer_id, customer_id)";

/**
 * Puts everybody's levels aside, those who never bought too. Likeness is learnt from who bought in the last twelve months and had bought
 * before them: their year is whole.
 */
export async function writeTraits(
  warehouse: Warehouse,
  { snapshotId, asOf }: ValueSnapshot,
  fields: readonly string[],
): Promise<void> {
  const levels = traitSources(fields).map((trait) => `ifNull(toString(${trait.expression}), '')`);
  await warehouse.command(
    `INSERT INTO customer_traits
     SELECT {snapshotId:UInt64}, k.customer_id, v.net_sales_12m,
            v.net_sales_12m > 0 AND v.first_order_at <= {asOf:DateTime64(3, 'UTC')} - INTERVAL 12 MONTH AND v.customer_id != 0,
            [${levels.join(', ')}]
     FROM (SELECT customer_id, ${household} AS household_id, birth_date, postcode, country, other
           FROM customers FINAL WHERE is_deleted = 0) AS k
     LEFT JOIN (SELECT customer_id, first_order_at, net_sales_12m FROM customer_values
                WHERE snapshot_id = {snapshotId:UInt64}) AS v ON v.customer_id = k.customer_id
     LEFT JOIN (${entryChannels}) AS c ON c.customer_id = k.customer_id
     LEFT JOIN (SELECT ${household} AS household_id, count() AS size FROM customers FINAL WHERE is_deleted = 0
                GROUP BY household_id) AS h ON h.household_id = k.household_id
     SETTINGS min_insert_block_size_rows = 200000, min_insert_block_size_bytes = 0`,
    { snapshotId, asOf: momentOf(asOf), ...fieldParameters(fields) },
  );
}

/** Customers learnt from, at most so many and always the same draw, in no order that matters; `all` is how many there are. */
export async function drawLearners(
  warehouse: Warehouse,
  snapshotId: number,
  most: number,
): Promise<{ all: number; rows: { amount: number; levels: string[] }[] }> {
  const [count] = await warehouse.query<{ all: number }>(
    'SELECT countIf(learns) AS all FROM customer_traits WHERE snapshot_id = {snapshotId:UInt64}',
    { snapshotId },
  );
  const rows = await warehouse.query<{ amount: number; levels: string[] }>(
    `SELECT toFloat64(spend) AS amount, levels FROM customer_traits WHERE snapshot_id = {snapshotId:UInt64} AND learns
     ORDER BY sipHash64(customer_id), customer_id LIMIT {most:UInt32}`,
    { snapshotId, most },
  );
  return { all: count?.all ?? 0, rows };
}

/** Every set of levels there is, of the traits at some places. */
export async function distinctLevels(
  warehouse: Warehouse,
  snapshotId: number,
  places: readonly number[],
): Promise<string[][]> {
  const rows = await warehouse.query<{ chosen: string[] }>(
    `SELECT DISTINCT arrayMap(place -> levels[place], {places:Array(UInt8)}) AS chosen FROM customer_traits
     WHERE snapshot_id = {snapshotId:UInt64} ORDER BY chosen`,
    { snapshotId, places },
  );
  return rows.map((row) => row.chosen);
}

export type FieldCount = { name: string; customers: number; values: number };

/** Fields of the files with few enough values to tell customers alike by, the best filled first. */
export function usableFields(warehouse: Warehouse): Promise<FieldCount[]> {
  return warehouse.query(
    `SELECT name, uniqExact(customer_id) AS customers, uniqExact(value) AS values
     FROM (SELECT customer_id, arrayJoin(mapKeys(other)) AS name, other[name] AS value FROM customers FINAL WHERE is_deleted = 0)
     WHERE value != '' GROUP BY name HAVING values BETWEEN 2 AND 60 ORDER BY customers DESC, name LIMIT 30`,
  );
}
