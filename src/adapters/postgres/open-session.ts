import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type pg from 'pg';
import { from as copyFrom, to as copyTo } from 'pg-copy-streams';
import type { DatabaseSession } from '../../platform/database/index.ts';

/** Lends one connection to `work`; a connection left in an unknown state (an error, a half-read COPY) is thrown away. */
export async function openSession<T>(
  pool: pg.Pool,
  work: (session: DatabaseSession) => Promise<T>,
): Promise<T> {
  const client = await pool.connect();
  const session: DatabaseSession = {
    run: async <Row>(sql: string, parameters?: readonly unknown[]) =>
      (await client.query(sql, parameters === undefined ? undefined : [...parameters])).rows as Row[],
    copyOut: (sql) => client.query(copyTo(sql)),
    copyIn: async (sql, bytes) => {
      await pipeline(Readable.from(bytes, { objectMode: false }), client.query(copyFrom(sql)));
    },
  };
  try {
    const answer = await work(session);
    client.release();
    return answer;
  } catch (error) {
    client.release(error instanceof Error ? error : true);
    throw error;
  }
}
