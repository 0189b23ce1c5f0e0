import type pg from 'pg';
import Cursor from 'pg-cursor';

/** Streams a query by a server-side cursor: memory holds one batch, whatever the answer's length. */
export async function* readCursor<Row>(
  pool: pg.Pool,
  query: { sql: string; parameters?: readonly unknown[] },
  batch: number,
): AsyncGenerator<Row[]> {
  const client = await pool.connect();
  const cursor = client.query(new Cursor<Row>(query.sql, [...(query.parameters ?? [])]));
  try {
    for (;;) {
      const rows = await cursor.read(batch);
      if (rows.length === 0) return;
      yield rows;
    }
  } finally {
    await cursor.close().catch(() => undefined);
    client.release();
  }
}
