import { ClickHouseLogLevel, createClient } from '@clickhouse/client';

/** Asks a server one thing. Throws why it did not answer within the time, or not as a ClickHouse does. */
export async function probeServer(url: string, withinMs: number): Promise<void> {
  const client = createClient({
    url,
    application: 'chacun',
    request_timeout: withinMs,
    log: { level: ClickHouseLogLevel.OFF },
  });
  try {
    const answer = await client.query({ query: 'SELECT 1 AS one', format: 'JSONEachRow' });
    const [row] = await answer.json<{ one: number }>();
    if (row?.one !== 1) throw new Error('what answers is not a ClickHouse');
  } finally {
    await client.close();
  }
}
