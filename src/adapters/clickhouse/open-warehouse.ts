import type { Warehouse, WarehouseParameters } from '../../platform/warehouse/index.ts';
import { connectServer } from './connect-server.ts';
import type { Engine } from './engine.ts';
import { insertBlock, insertLines } from './insert-lines.ts';
import { openEmbedded } from './open-embedded.ts';

/** Opens ClickHouse: a server by `url`, or the engine in this process on the folder `path`. One process per folder. */
export async function openWarehouse(where: { url: string } | { path: string }): Promise<Warehouse> {
  return wrap('url' in where ? connectServer(where.url) : await openEmbedded(where.path));
}

function wrap(engine: Engine): Warehouse {
  const { client } = engine;
  const { tracked, trackedStream, settled } = keepTrack();
  return {
    query: <Row>(query: string, parameters: WarehouseParameters = {}) =>
      tracked(async () => {
        const answer = await client.query({ query, format: 'JSONEachRow', query_params: { ...parameters } });
        return answer.json<Row>();
      }),
    stream: <Row>(query: string, parameters: WarehouseParameters = {}) =>
      trackedStream(() => engine.streamRows<Row>(query, parameters)),
    readRaw: (query, format) => trackedStream(() => engine.streamBytes(query, format)),
    insert: (table, rows, options) =>
      tracked(async () => {
        if (rows.length === 0) return;
        const lines = `${rows.map((row) => JSON.stringify(row)).join('\n')}\n`;
        await insertLines(engine, { table, columns: [], format: 'JSONEachRow' }, lines, options);
      }),
    insertRaw: (into, data, options) => tracked(() => insertLines(engine, into, data, options)),
    insertBlock: (table, block, options) => tracked(() => insertBlock(engine, table, block, options)),
    command: (query, parameters = {}) =>
      tracked(async () => {
        await client.command({ query, query_params: { ...parameters } });
      }),
    close: async () => {
      await settled();
      await engine.close();
    },
  };
}

/**
 * Knows what is running, so that closing can wait for it: chDB aborts when a connection closes under a query.
 * Whatever is asked once `settled` was called is refused.
 */
function keepTrack() {
  const running = new Set<Promise<unknown>>();
  let closing = false;
  const tracked = <T>(work: () => Promise<T>): Promise<T> => {
    if (closing) return Promise.reject(new Error('The warehouse is closing.'));
    const promise = work();
    const end = () => void running.delete(settled);
    const settled: Promise<void> = promise.then(end, end);
    running.add(settled);
    return promise;
  };
  async function* trackedStream<T>(open: () => AsyncIterable<T>): AsyncGenerator<T> {
    let finish: () => void = () => undefined;
    const finished = new Promise<void>((resolve) => {
      finish = resolve;
    });
    const refused = tracked(() => finished);
    if (closing) return await refused.then(() => undefined);
    try {
      yield* open();
    } finally {
      finish();
    }
  }
  const settled = async (): Promise<void> => {
    closing = true;
    await Promise.allSettled(running);
  };
  return { tracked, trackedStream, settled };
}
