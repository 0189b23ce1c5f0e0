import type pg from 'pg';

/**
 * Runs `work` while holding a PostgreSQL session advisory lock named by a text.
 * The lock falls with the connection, so a killed process never leaves one behind.
 */
export async function withAdvisoryLock<T>(
  pool: pg.Pool,
  name: string,
  work: () => Promise<T>,
  wait: boolean,
): Promise<T | undefined> {
  const client = await pool.connect();
  let broken: Error | undefined;
  try {
    if (wait) await client.query('select pg_advisory_lock(hashtextextended($1, 0))', [name]);
    else {
      const { rows } = await client.query<{ held: boolean }>(
        'select pg_try_advisory_lock(hashtextextended($1, 0)) as held',
        [name],
      );
      if (rows[0]?.held !== true) return undefined;
    }
    try {
      return await work();
    } finally {
      await client
        .query('select pg_advisory_unlock(hashtextextended($1, 0))', [name])
        .catch((error: Error) => {
          broken = error;
        });
    }
  } finally {
    client.release(broken);
  }
}
