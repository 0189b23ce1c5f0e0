import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, it } from 'vitest';
import { systemClock } from '#platform/clock';
import { readConfig } from '#platform/config';
import { orThrow } from '#platform/errors';
import { type Log, silentLog } from '#platform/logging';
import { openApp } from './open-app.ts';

const folder = mkdtempSync(join(tmpdir(), 'chacun-open-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

it('warns of nothing when it opens, works with many connections and closes', async () => {
  const said: string[] = [];
  const hear: Log['warn'] = (fields, message) => void said.push(`${message} ${JSON.stringify(fields)}`);
  const log: Log = { ...silentLog, warn: hear, error: hear };
  const config = orThrow(readConfig({}, { data: folder }));
  for (let round = 0; round < 4; round += 1) {
    const app = orThrow(await openApp({ config, clock: systemClock, log }));
    if (round > 1) await app.start();
    const { database } = app.engines;
    const busy = () => database.session((session) => session.run('select pg_sleep(0.05)'));
    await Promise.all(Array.from({ length: 8 }, busy));
    await app.close();
  }
  expect(said).toEqual([]);
});
