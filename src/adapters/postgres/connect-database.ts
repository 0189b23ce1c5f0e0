import { Kysely, PostgresDialect } from 'kysely';
import pg from 'pg';
import type { DatabaseServer } from '../../platform/database/index.ts';
import { copyRows } from './copy-rows.ts';
import { listenChannel } from './listen-channel.ts';
import { openSession } from './open-session.ts';
import { readCursor } from './read-cursor.ts';
import { withAdvisoryLock } from './with-advisory-lock.ts';

const types = new pg.TypeOverrides();
types.setTypeParser(pg.types.builtins.INT8, Number);
types.setTypeParser(pg.types.builtins.DATE, (text) => text);

/**
 * Opens a pool on a PostgreSQL server. `onIdleError` hears of connections lost while idle (the server restarted):
 * the pool replaces them by itself, so it is news, not a failure.
 */
export function connectDatabase(options: {
  url: string;
  connections?: number;
  onIdleError?: (error: Error) => void;
}): DatabaseServer {
  const pool = new pg.Pool({
    connectionString: options.url,
    max: options.connections ?? 10,
    application_name: 'chacun',
    types,
  });
  let closing = false;
  pool.on('error', (error) => {
    // Goodbyes are on their way when the pool says it has ended: a server that stops first cuts them short.
    if (!closing) options.onIdleError?.(error);
  });
  // A connection in somebody's hands but between two queries has nobody else to hear that it broke: unheard, that error
  // ends the process. Whoever holds it learns at the next query.
  pool.on('connect', (client) => client.on('error', () => undefined));
  const db = new Kysely<unknown>({ dialect: new PostgresDialect({ pool }) });
  return {
    db,
    url: options.url,
    copy: (table, columns, rows) => copyRows(pool, table, columns, rows),
    cursor: (query, batch = 1000) => readCursor(pool, query, batch),
    withLock: (name, work, lockOptions) => withAdvisoryLock(pool, name, work, lockOptions?.wait ?? true),
    listen: (channel, hear) => listenChannel(options.url, channel, hear),
    session: (work) => openSession(pool, work),
    close: () => {
      closing = true;
      return db.destroy();
    },
  };
}
