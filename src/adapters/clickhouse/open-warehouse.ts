import { Readable } from 'node:stream';
import { type ClickHouseClient, type ClickHouseSettings, createClient } from '@clickhouse/client';
import type { InsertOptions, Warehouse, WarehouseParameters } from '../../platform/warehouse/index.ts';

const settings: ClickHouseSettings = {
  output_format_json_quote_64bit_integers: 0,
  output_format_json_quote_decimals: 1,
  output_format_json_quote_denormals: 1,
  date_time_output_format: 'iso',
  date_time_input_format: 'best_effort',
  join_use_nulls: 1,
  mutations_sync: '1',
};

function insertSettings(options: InsertOptions | undefined): ClickHouseSettings {
  return options?.deduplicationToken === undefined
    ? {}
    : { insert_deduplication_token: options.deduplicationToken };
}

type ClientOptions = NonNullable<Parameters<typeof createClient>[0]>;

/** chDB is typed against its own copy of the client's types, the same at run time. */
async function embeddedConnection(path: string): Promise<ClientOptions> {
  const { createChdbConnection } = await import('chdb/connection');
  return { connection: createChdbConnection({ path }) } as unknown as ClientOptions;
}

/** Opens ClickHouse: a server by `url`, or the engine in this process on the folder `path`. One process per folder. */
export async function openWarehouse(where: { url: string } | { path: string }): Promise<Warehouse> {
  const options: ClientOptions =
    'url' in where
      ? { url: where.url, application: 'chacun', request_timeout: 600_000 }
      : await embeddedConnection(where.path);
  return wrap(createClient({ ...options, clickhouse_settings: settings }));
}

function wrap(client: ClickHouseClient): Warehouse {
  const running = new Set<Promise<void>>();
  let closing = false;
  // chDB aborts when a connection closes under a running query: everything asked is awaited before closing.
  const tracked = <T>(work: () => Promise<T>): Promise<T> => {
    if (closing) return Promise.reject(new Error('The warehouse is closing.'));
    const promise = work();
    const settled: Promise<void> = promise.then(
      () => void running.delete(settled),
      () => void running.delete(settled),
    );
    running.add(settled);
    return promise;
  };
  const query = <Row>(text: string, parameters?: WarehouseParameters): Promise<Row[]> =>
    tracked(async () => {
      const answer = await client.query({
        query: text,
        format: 'JSONEachRow',
        ...(parameters ? { query_params: { ...parameters } } : {}),
      });
      return answer.json<Row>();
    });
  async function* stream<Row>(text: string, parameters?: WarehouseParameters): AsyncGenerator<Row[]> {
    let finish: () => void = () => undefined;
    void tracked(
      () =>
        new Promise<void>((resolve) => {
          finish = resolve;
        }),
    ).catch(() => undefined);
    if (closing) throw new Error('The warehouse is closing.');
    try {
      const answer = await client.query({
        query: text,
        format: 'JSONEachRow',
        ...(parameters ? { query_params: { ...parameters } } : {}),
      });
      for await (const rows of answer.stream<Row>()) yield rows.map((row) => row.json());
    } finally {
      finish();
    }
  }
  return {
    query,
    stream,
    insert: (table, rows, options) =>
      tracked(async () => {
        if (rows.length === 0) return;
        await client.insert({
          table,
          values: [...rows],
          format: 'JSONEachRow',
          clickhouse_settings: insertSettings(options),
        });
      }),
    insertRaw: (into, data, options) =>
      tracked(async () => {
        const values =
          typeof data === 'string' || data instanceof Uint8Array
            ? Readable.from([data], { objectMode: false })
            : Readable.from(data, { objectMode: false });
        const { stream: answer } = await client.exec({
          query: `INSERT INTO ${into.table} (${into.columns.join(', ')}) FORMAT ${into.format}`,
          values,
          clickhouse_settings: insertSettings(options),
        });
        answer.resume();
        await new Promise((resolve, reject) =>
          answer.once('end', resolve).once('error', reject).once('close', resolve),
        );
      }),
    command: (statement, parameters) =>
      tracked(async () => {
        await client.command({
          query: statement,
          ...(parameters ? { query_params: { ...parameters } } : {}),
        });
      }),
    close: async () => {
      closing = true;
      await Promise.allSettled(running);
      await client.close();
    },
  };
}
