import { randomUUID } from 'node:crypto';
import { createWriteStream } from 'node:fs';
import { mkdir, rm } from 'node:fs/promises';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { pipeline } from 'node:stream/promises';
import { Session } from 'chdb';

/** A ClickHouse spoken to over HTTP, on a folder of its own. */
export type ClickhouseServer = { readonly url: string; close(): Promise<void> };

/** Words of the address that are not settings of the statement. */
const ours = new Set(['query', 'query_id', 'database', 'session_id', 'role']);
const quoted = (value: string) => `'${value.replace(/[\\']/g, (sign) => `\\${sign}`)}'`;
const exceptionTag = 'chacunexception';
const password = 'no secret';

/**
 * Serves the engine of this process (chDB) by the HTTP interface of ClickHouse, as far as the product's driver goes: statement in
 * the body or in the address, parameters, settings of one statement, answers that stream, exceptions before the answer (status
 * and code) and inside it (tagged), basic authentication. The statements are run by the real engine; the server around it is
 * not ClickHouse's. Nothing else in the process may use chDB.
 */
export async function startClickhouseServer(folder: string): Promise<ClickhouseServer> {
  await mkdir(folder, { recursive: true });
  const path = join(folder, 'data');
  const kept = new Session(path);
  const server = createServer((request, reply) => {
    answer(request, reply, { path, folder }).catch((error: unknown) => fail(reply, error));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  const port = typeof address === 'object' && address !== null ? address.port : 0;
  return {
    url: `http://default:${encodeURIComponent(password)}@127.0.0.1:${port}/default`,
    close: async () => {
      await new Promise((resolve) => {
        server.close(resolve);
        server.closeAllConnections();
      });
      kept.close();
    },
  };
}

async function answer(
  request: IncomingMessage,
  reply: ServerResponse,
  place: { path: string; folder: string },
): Promise<void> {
  const allowed = `Basic ${Buffer.from(`default:${password}`).toString('base64')}`;
  if (request.headers.authorization !== allowed)
    throw new Error('Code: 516. DB::Exception: default: Authentication failed. (AUTHENTICATION_FAILED)');
  const { searchParams } = new URL(request.url ?? '/', 'http://localhost');
  const inAddress = searchParams.get('query');
  const file = join(place.folder, randomUUID());
  const statement = inAddress === null ? await text(request) : await fromFile(inAddress, request, file);
  // A session a statement: what it sets goes with it.
  const session = new Session(place.path);
  try {
    const set = [...searchParams]
      .filter(([name]) => !ours.has(name))
      .map(([name, value]) => `SET ${name} = ${quoted(value)}`);
    if (set.length > 0) await session.queryAsync([...set, 'SELECT 1'].join('; '));
    await send(reply, session, statement);
  } finally {
    session.close();
    await rm(file, { force: true });
  }
}

/** Rows in the body go through a file: the engine takes no bytes beside a statement. */
async function fromFile(query: string, body: IncomingMessage, file: string): Promise<string> {
  await pipeline(body, createWriteStream(file));
  return query.replace(/ FORMAT (\w+)\s*$/, (_, format) => ` FROM INFILE ${quoted(file)} FORMAT ${format}`);
}

async function send(reply: ServerResponse, session: Session, statement: string): Promise<void> {
  const head = { 'X-ClickHouse-Exception-Tag': exceptionTag, 'X-ClickHouse-Query-Id': randomUUID() };
  const [, query, format] = /^([^]*?)\s+FORMAT\s+(\w+)\s*;?\s*$/.exec(statement) ?? [];
  if (query === undefined || format === undefined || !/^\s*(--.*\n\s*)*(SELECT|WITH|\()/i.test(query)) {
    const whole = await session.queryAsync(statement);
    reply.writeHead(200, head).end(whole.text());
    return;
  }
  for await (const chunk of session.queryStream(query, { format })) {
    if (reply.destroyed) return;
    if (!reply.headersSent) reply.writeHead(200, head);
    const bytes = chunk.raw();
    if (!reply.write(bytes)) await Promise.race([drained(reply, 'drain'), drained(reply, 'close')]);
  }
  if (!reply.headersSent) reply.writeHead(200, head);
  reply.end();
}

const drained = (reply: ServerResponse, event: 'drain' | 'close') =>
  new Promise<void>((resolve) => reply.once(event, () => resolve()));

/** An exception as the server says it: by status and code, or inside an answer that has begun. */
function fail(reply: ServerResponse, error: unknown): void {
  const message = `${error instanceof Error ? error.message : String(error)}\n`;
  if (reply.headersSent) {
    const length = Buffer.byteLength(message);
    reply.end(
      `\r\n__exception__\r\n${exceptionTag}\r\n${message}${length} ${exceptionTag}\r\n__exception__\r\n`,
    );
    return;
  }
  const code = /Code: (\d+)/.exec(message)?.[1] ?? '1002';
  reply.writeHead(code === '516' ? 403 : 500, { 'X-ClickHouse-Exception-Code': code }).end(message);
}
