import type { Warehouse } from '#platform/warehouse';

/**
 * How many customers stand higher, and how many lower, in the pyramid of the newest snapshot than in the last one of a
 * week before; none moved while there is no snapshot that old. A first purchase is no move.
 */
export async function rankMoves(warehouse: Warehouse, since: Date): Promise<{ up: number; down: number }> {
  const [row] = await warehouse.query<{ up: number; down: number }>(
    `
    WITH (SELECT max(snapshot_id) FROM value_snapshots) AS newest,
         (SELECT max(snapshot_id) FROM value_snapshots WHERE as_of <= {since:DateTime64(3, 'UTC')}) AS earlier
    SELECT countIf(rank_now > rank_then) AS up, countIf(rank_now < rank_then) AS down
    FROM (
      SELECT customer_id,
             anyIf(value_rank, snapshot_id = newest) AS rank_now, anyIf(value_rank, snapshot_id = earlier) AS rank_then
      FROM customer_values WHERE snapshot_id IN (newest, earlier)
      GROUP BY customer_id HAVING rank_now != 0 AND rank_then != 0
    )
    `,
    { since: (since.getTime() / 1000).toFixed(3) },
  );
  return row ?? { up: 0, down: 0 };
}
