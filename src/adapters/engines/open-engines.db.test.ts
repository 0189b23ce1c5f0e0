import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:http';
import { createServer as createNetServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, inject, it } from 'vitest';
import { copyInstallation } from '#test/installation';
import { sql } from '../../platform/database/index.ts';
import { findOpenRights } from '../../platform/files/index.ts';
import { silentLog } from '../../platform/logging/index.ts';
import { findTooOld } from '../../platform/migrations/index.ts';
import { findMigrations } from './find-migrations.ts';
import { type Engines, type EnginesWanted, openEngines } from './open-engines.ts';

let folder: string;
let opened: Engines[];
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'chacun-engines-'));
  opened = [];
});
afterEach(async () => {
  for (const engines of opened) await engines.close();
  rmSync(folder, { recursive: true, force: true });
});

async function open(wanted: Partial<EnginesWanted> = {}): Promise<Engines> {
  const engines = await openEngines({ dataFolder: join(folder, 'data'), log: silentLog, ...wanted });
  opened.push(engines);
  return engines;
}

it('makes both engines from nothing, finds them again as they were, and lets the folder go', async () => {
  const first = await open();
  expect(first.migrated.length).toBe(findMigrations().postgres.length + findMigrations().clickhouse.length);
  await first.warehouse.insert('products', [{ sku: 'kept', version: 1 }]);
  await sql`insert into platform.setting (key, value, changed_by) values ('kept', '1', 'test')`.execute(
    first.database.db,
  );
  await expect(open()).rejects.toThrow(/open in another process/);
  expect(await findOpenRights(first.folder)).toEqual([]);
  await first.close();
  expect(existsSync(join(folder, 'data', 'chacun.lock'))).toBe(false);

  const again = await open();
  expect(again.migrated).toEqual([]);
  expect(await again.warehouse.query('SELECT sku FROM products')).toEqual([{ sku: 'kept' }]);
  const { rows } = await sql`select value from platform.setting where key = 'kept'`.execute(
    again.database.db,
  );
  expect(rows).toEqual([{ value: 1 }]);
});

it('refuses a schema newer than this program, and leaves nothing open behind it', async () => {
  copyInstallation(inject('installation'), join(folder, 'data'));
  const first = await open();
  const newer = findMigrations().postgres.length + 1;
  await sql`insert into schema_migration (number, name, checksum) values (${newer}, 'tomorrow', 'x')`.execute(
    first.database.db,
  );
  await first.close();
  await expect(open()).rejects.toThrow(/newer than this program/);
  expect(existsSync(join(folder, 'data', 'chacun.lock'))).toBe(false);
  const looking = await open({ migrate: false });
  expect(looking.migrated).toEqual([]);
});

it('uses servers instead when told to, and says which one does not answer', async () => {
  const other = inject('postgresUrl').replace(/\/postgres$/, '/chacun_template');
  const engines = await open({ databaseUrl: other });
  expect(existsSync(join(folder, 'data', 'postgres'))).toBe(false);
  expect(engines.migrated).toHaveLength(findMigrations().clickhouse.length);
  await engines.close();
  await expect(open({ databaseUrl: 'postgres://nobody@127.0.0.1:1/none' })).rejects.toThrow(
    /PostgreSQL does not answer at DATABASE_URL: .*ECONNREFUSED/,
  );
  await expect(open({ databaseUrl: other, clickhouseUrl: 'http://127.0.0.1:1' })).rejects.toThrow(
    /ClickHouse does not answer at CLICKHOUSE_URL: .*ECONNREFUSED/,
  );
});

it('does not wait for a server that takes connections and says nothing', async () => {
  const server = createNetServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  const at = `127.0.0.1:${typeof address === 'object' && address !== null ? address.port : 0}`;
  const silent = { answerWithinMs: 200 };
  await expect(open({ ...silent, databaseUrl: `postgres://a@${at}/a` })).rejects.toThrow(
    /DATABASE_URL: .*time/i,
  );
  await expect(open({ ...silent, clickhouseUrl: `http://${at}` })).rejects.toThrow(/CLICKHOUSE_URL: .*time/i);
  expect(existsSync(join(folder, 'data', 'chacun.lock'))).toBe(false);
  server.close();
});

it('refuses a ClickHouse that answers nonsense rather than trusting it', async () => {
  const server = createServer((_request, reply) => reply.end('It works!'));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  const port = typeof address === 'object' && address !== null ? address.port : 0;
  await expect(open({ clickhouseUrl: `http://127.0.0.1:${port}` })).rejects.toThrow(/CLICKHOUSE_URL/);
  server.close();
});

it('names engines that are too old, and how to go on', () => {
  expect(findTooOld({ postgres: '15.1 (Debian)', clickhouse: '25.3.1.1' })).toEqual([]);
  expect(findTooOld({ postgres: '14.12', clickhouse: '24.8.1.1' })).toEqual([
    expect.stringMatching(/PostgreSQL is 14.12; Chacun needs 15/),
    expect.stringMatching(/ClickHouse is 24.8.1.1; Chacun needs 25/),
  ]);
});
