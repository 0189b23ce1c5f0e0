import { rm } from 'node:fs/promises';
import { ClickHouseLogLevel, createClient } from '@clickhouse/client';
import type { Session } from 'chdb';
import { type Engine, settings } from './engine.ts';
import { insertByFile } from './insert-by-file.ts';

const insertSettings = { date_time_input_format: 'best_effort', input_format_skip_unknown_fields: 0 };

/** Above this an insert of lines is handed over as a file. Blocks always are: beside a statement the engine reads no binary format. */
const inlineBytesMax = 131_072;

const set = Object.entries(settings)
  .map(([name, value]) => `SET ${name} = ${typeof value === 'string' ? `'${value}'` : value}`)
  .join('; ');

/**
 * ClickHouse in this process (chDB), on a folder no other process has open. Its client holds whole answers in memory,
 * so long ones are read through a session of their own, which streams; it may have only one answer on its way.
 */
export async function openEmbedded(path: string): Promise<Engine> {
  const [chdb, { createChdbConnection }] = await Promise.all([import('chdb'), import('chdb/connection')]);
  const own = createChdbConnection({ path });
  // What a killed process left there was not acknowledged.
  const incoming = `${path}.incoming`;
  await rm(incoming, { recursive: true, force: true });
  // Typed against its own copy of the client's types, the same at run time.
  const connection = { connection: own } as unknown as Parameters<typeof createClient>[0];
  // Settings outlive a statement here: said once, not before every query, which would cost a point read a quarter of its time.
  await own.chdb.queryAsync(`${set}; SELECT 1`);
  const client = createClient({ ...connection, log: { level: ClickHouseLogLevel.OFF } });

  async function* inSession<T>(read: (session: Session) => AsyncIterable<T>): AsyncGenerator<T> {
    const session = new chdb.Session(path);
    try {
      await session.queryAsync(`${set}; SELECT 1`);
      yield* read(session);
    } finally {
      session.close();
    }
  }
  return {
    client,
    streamRows: async function* <Row>(query: string, parameters: Readonly<Record<string, unknown>>) {
      const chunks = inSession((session) =>
        session.queryStreamBind(query, parameters, { format: 'JSONEachRow' }),
      );
      for await (const chunk of chunks) yield chunk.rows<Row>();
    },
    streamBytes: async function* (query, format) {
      for await (const chunk of inSession((session) => session.queryStream(query, { format })))
        yield chunk.raw();
    },
    // Not by the client, which reads bytes as text, and whose settings outlive the statement: a token left behind would
    // silently swallow another insert.
    insert: async (into, lines) => {
      const { table, columns, format, token } = into;
      if (format === 'Native' || lines.length > inlineBytesMax)
        return insertByFile(own.chdb, incoming, into, lines);
      const listed = columns.length === 0 ? {} : { columns: [...columns] };
      const named = { ...insertSettings, insert_deduplication_token: token };
      await own.chdb.rawInsert({ table, ...listed, format, values: lines, settings: named });
    },
    insertBytesMax: 8 * 1024 * 1024,
    close: async () => {
      await client.close();
      await chdb.drainPending();
      await rm(incoming, { recursive: true, force: true });
    },
  };
}
