import { Readable } from 'node:stream';
import { ClickHouseLogLevel, createClient } from '@clickhouse/client';
import { type Engine, settings } from './engine.ts';

/** A ClickHouse server by its address (`http://user:password@host:8123/database`). */
export function connectServer(url: string): Engine {
  const client = createClient({
    url,
    application: 'chacun',
    request_timeout: 600_000,
    // What fails is thrown; the client would also print it, with the query.
    log: { level: ClickHouseLogLevel.OFF },
    // Long statements show signs of life to whatever stands between.
    clickhouse_settings: {
      ...settings,
      send_progress_in_http_headers: 1,
      http_headers_progress_interval_ms: '100000',
    },
  });
  return {
    client,
    streamRows: async function* <Row>(query: string, parameters: Readonly<Record<string, unknown>>) {
      const answer = await client.query({ query, format: 'JSONEachRow', query_params: { ...parameters } });
      for await (const rows of answer.stream<Row>()) yield rows.map((row) => row.json());
    },
    streamBytes: async function* (query, format) {
      const { stream } = await client.exec({ query: `${query} FORMAT ${format}` });
      yield* stream as AsyncIterable<Uint8Array>;
    },
    insert: async (into, lines) => {
      const columns = into.columns.length === 0 ? '' : ` (${into.columns.join(', ')})`;
      const { stream } = await client.exec({
        query: `INSERT INTO ${into.table}${columns} FORMAT ${into.format}`,
        values: Readable.from([lines]),
        clickhouse_settings: { insert_deduplication_token: into.token },
      });
      await new Promise((resolve, reject) =>
        stream.once('end', resolve).once('error', reject).once('close', resolve).resume(),
      );
    },
    insertBytesMax: 256 * 1024 * 1024,
    close: () => client.close(),
  };
}
