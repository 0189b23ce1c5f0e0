import { probeServer } from '../clickhouse/index.ts';
import { probeDatabase } from '../postgres/index.ts';

/** Thrown when a server named in the configuration does not answer; its message tells people which, why and what to do. */
export class ServerSilent extends Error {
  override readonly name = 'ServerSilent';
  constructor(server: string, variable: string, cause: unknown) {
    super(
      `${server} does not answer at ${variable}: ${reason(cause)}. Check that it runs and can be reached from here, and ${variable}: host, port, user, password, database.`,
      { cause },
    );
  }
}

const defaultAnswerWithinMs = 10_000;

/** Asks the servers that are to be used whether they are there, before anything is opened. Throws `ServerSilent`. */
export async function probeServers(wanted: {
  databaseUrl?: string | undefined;
  clickhouseUrl?: string | undefined;
  answerWithinMs?: number;
}): Promise<void> {
  const { databaseUrl, clickhouseUrl, answerWithinMs = defaultAnswerWithinMs } = wanted;
  if (databaseUrl !== undefined)
    await probeDatabase(databaseUrl, answerWithinMs).catch((error: unknown) => {
      throw new ServerSilent('PostgreSQL', 'DATABASE_URL', error);
    });
  if (clickhouseUrl !== undefined)
    await probeServer(clickhouseUrl, answerWithinMs).catch((error: unknown) => {
      throw new ServerSilent('ClickHouse', 'CLICKHOUSE_URL', error);
    });
}

/** A failed connection to several addresses says nothing itself; what it is made of does. */
function reason(error: unknown): string {
  if (error instanceof AggregateError) return error.errors.map(reason).join('; ');
  return error instanceof Error ? error.message.trim().slice(0, 500) : String(error);
}
