import pg from 'pg';

/** Milliseconds between two tries to reach a server that went away. */
const pauseMs = 500;

/**
 * Hears NOTIFY on one channel by a connection of its own, and finds the server again when it comes back
 * (saying '' then: notices sent meanwhile are lost). Throws when the first connection fails.
 */
export async function listenChannel(
  url: string,
  channel: string,
  hear: (notice: string) => void,
): Promise<() => Promise<void>> {
  let client: pg.Client | undefined;
  let timer: NodeJS.Timeout | undefined;
  let stopped = false;

  const open = async (): Promise<void> => {
    const fresh = new pg.Client({
      connectionString: url,
      application_name: 'chacun listen',
      keepAlive: true,
    });
    fresh.on('error', () => undefined);
    fresh.on('notification', (notice) => hear(notice.payload ?? ''));
    try {
      await fresh.connect();
      await fresh.query(`listen ${fresh.escapeIdentifier(channel)}`);
    } catch (error) {
      await fresh.end().catch(() => undefined);
      throw error;
    }
    fresh.once('end', comeBack);
    client = fresh;
    if (stopped) await fresh.end().catch(() => undefined);
  };
  const comeBack = (): void => {
    if (stopped) return;
    timer = setTimeout(() => {
      open().then(() => hear(''), comeBack);
    }, pauseMs);
  };

  await open();
  return async () => {
    stopped = true;
    clearTimeout(timer);
    await client?.end().catch(() => undefined);
  };
}
