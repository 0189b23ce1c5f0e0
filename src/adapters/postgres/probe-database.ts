import pg from 'pg';

/** Connects once and goes again. Throws why it could not within the time: a pool would wait as long as the network does. */
export async function probeDatabase(url: string, withinMs: number): Promise<void> {
  const client = new pg.Client({
    connectionString: url,
    connectionTimeoutMillis: withinMs,
    query_timeout: withinMs,
    application_name: 'chacun',
  });
  client.on('error', () => undefined);
  try {
    await client.connect();
    await client.query('select 1');
  } finally {
    await client.end().catch(() => undefined);
  }
}
