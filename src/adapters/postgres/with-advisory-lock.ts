import type pg from 'pg';

const key = 'hashtextextended($1, 0)';

async function take(client: pg.PoolClient, name: string, wait: boolean): Promise<boolean> {
  if (wait) {
    await client.query(`select pg_advisory_lock(${key})`, [name]);
    return true;
  }
  const { rows } = await client.query<{ held: boolean }>(`select pg_try_advisory_lock(${key}) as held`, [
    name,
  ]);
  return rows[0]?.held === true;
}

/**
 * Runs `work` while holding a PostgreSQL session advisory lock named by a text. The lock falls with the connection,
 * so a killed process never leaves one behind; work that outlives its connection is told by `lost`.
 */
export async function withAdvisoryLock<T>(
  pool: pg.Pool,
  name: string,
  work: (lost: AbortSignal) => Promise<T>,
  wait: boolean,
): Promise<T | undefined> {
  const client = await pool.connect();
  const lost = new AbortController();
  const lose = () => lost.abort(new Error(`The lock ${name} was lost with its connection.`));
  client.once('end', lose);
  let broken: Error | undefined;
  try {
    if (!(await take(client, name, wait))) return undefined;
    try {
      return await work(lost.signal);
    } finally {
      await client.query(`select pg_advisory_unlock(${key})`, [name]).catch((error: Error) => {
        broken = error;
      });
    }
  } catch (error) {
    if (lost.signal.aborted && error instanceof Error) broken = error;
    throw error;
  } finally {
    client.removeListener('end', lose);
    client.release(broken);
  }
}
