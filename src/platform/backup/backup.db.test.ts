import { execFileSync } from 'node:child_process';
import {
  copyFileSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  statSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { type Engines, findMigrations, openEngines } from '#adapters/engines';
import { standingClock } from '../clock/index.ts';
import { sql } from '../database/index.ts';
import { isRefusal, orThrow } from '../errors/index.ts';
import { readSecrets } from '../files/index.ts';
import { silentLog } from '../logging/index.ts';
import { migrateDatabase, migrateWarehouse } from '../migrations/index.ts';
import { putInOutbox } from '../outbox/index.ts';
import { createBackup } from './create-backup.ts';
import { restoreBackup } from './restore-backup.ts';
import { verifyBackup } from './verify-backup.ts';

const folder = mkdtempSync(join(tmpdir(), 'chacun-backup-'));
const file = join(folder, 'backup.tar.gz');
const migrations = findMigrations();
const known = { postgres: migrations.postgres.length, clickhouse: migrations.clickhouse.length };
const clock = standingClock('2026-11-22T10:00:00Z');
let before: Sums;
let engines: Engines | undefined;

type Sums = Record<string, unknown>;

async function open(name: string, migrate: boolean): Promise<Engines> {
  await engines?.close();
  engines = await openEngines({ dataFolder: join(folder, name), log: silentLog, migrate });
  return engines;
}

/** A sum of every row of every table and where every sequence is, asked of the engines in their own words. */
async function sumsOf({ database, warehouse }: Engines): Promise<Sums> {
  const sums: Sums = {};
  const tables = await sql<{ name: string }>`
    select schemaname || '.' || tablename as name from pg_tables
    where schemaname not in ('pg_catalog', 'information_schema', 'graphile_worker') and tablename <> 'schema_migration'`.execute(
    database.db,
  );
  for (const { name } of tables.rows) {
    const sum = await sql<{ sum: string }>`
      select count(*) || ':' || coalesce(md5(string_agg(one::text, '|' order by one::text)), '') as sum
      from ${sql.table(name)} as one`.execute(database.db);
    sums[name] = sum.rows[0]?.sum;
  }
  const sequences = await sql<{ name: string; last: number | null }>`
    select schemaname || '.' || sequencename as name, last_value as last from pg_sequences
    where schemaname <> 'graphile_worker'`.execute(database.db);
  for (const { name, last } of sequences.rows) sums[name] = last;
  const stored = await warehouse.query<{ name: string }>(
    "SELECT name FROM system.tables WHERE database = currentDatabase() AND name != 'schema_migration'",
  );
  for (const { name } of stored) {
    const [sum] = await warehouse.query(`SELECT count() AS rows, sum(cityHash64(*)) AS sum FROM ${name}`);
    sums[`clickhouse ${name}`] = sum;
  }
  return sums;
}

async function fill({ database, warehouse, folder: data }: Engines): Promise<void> {
  const { db } = database;
  const hard = 'Éloïse\t"quoted"\\ back\nline \u{1F600} \\N';
  await sql`insert into identify.source (name, created_at) values (${hard}, '2026-01-01T00:00:00.123456Z')`.execute(
    db,
  );
  await sql`insert into identify.mapping (source_id, name, version, definition, created_at)
    values (1, 'm', 1, ${JSON.stringify({ hard, nested: [1, null, 2.5] })}::jsonb, now())`.execute(db);
  await sql`insert into platform.setting (key, value, changed_by) select 'k' || n, to_jsonb(repeat('x', n % 400)), 'test'
    from generate_series(1, 60000) as n`.execute(db);
  await sql`select nextval('platform.outbox_batch') from generate_series(1, 41)`.execute(db);
  await sql`insert into platform.job (job_id, kind, payload, state, max_attempts, created_at, run_at)
    values (gen_random_uuid(), 'later', '{}', 'waiting', 5, now(), now() + interval '1 day')`.execute(db);
  await warehouse.command(`INSERT INTO order_lines (person_id, source_id, order_key, ordered_at, sku, quantity, net, currency, line)
    SELECT number % 1000, 1, concat('o', toString(number), '\t\\\\\\n'), toDateTime64('2026-01-01 00:00:00.123', 3) + number,
      concat('é', toString(number % 50)), toDecimal64(number, 4) - 5, toDecimal64(number, 6) / 7, 'EUR', number FROM numbers(120000)`);
  await warehouse.command(`INSERT INTO known_lines (source_id, line_hash, occurrence, import_id, chunk)
    SELECT 1, sipHash128(number), number, 1, 1 FROM numbers(30000)`);
  await warehouse.command(`INSERT INTO customers (customer_id, other, sources, granted, birth_date, version)
    VALUES (1, {'key':'v\\'al'}, [1,2], ['email:marketing'], '1931-02-03', 1), (2, {}, [], [], NULL, 1)`);
  await db.transaction().execute((trx) =>
    putInOutbox(trx, [
      { table: 'products', row: { sku: 'on its way', version: 1 } },
      { table: 'customer_of_rows', row: { person_id: 9, customer_id: 4, version: 1 } },
    ]),
  );
  mkdirSync(join(data.files, 'imports'), { recursive: true });
  writeFileSync(join(data.files, 'imports', 'clients é.csv'), Buffer.alloc(9_000_000, 'nom;prénom\n'));
  writeFileSync(join(data.files, 'empty'), '');
}

beforeAll(async () => {
  const source = await open('source', true);
  await readSecrets(source.folder);
  await fill(source);
  orThrow(await createBackup({ ...source, migrations, clock, log: silentLog }, { file }));
  before = await sumsOf(source);
}, 240_000);
afterAll(async () => {
  await engines?.close();
  rmSync(folder, { recursive: true, force: true });
});

it('gives back every table, sequence, file and secret, into an empty folder', async () => {
  const target = await open('target', false);
  const receipt = orThrow(await restoreBackup({ ...target, migrations }, { file }));
  expect(await sumsOf(target)).toEqual(before);
  expect(before['clickhouse products']).toMatchObject({ rows: 1 });
  expect(before['platform.outbox']).toBe('0:');
  expect(receipt).toMatchObject({ createdAt: '2026-11-22T10:00:00.000Z', files: 3 });
  for (const path of ['secrets.json', 'files/imports/clients é.csv', 'files/empty'])
    expect(
      readFileSync(join(folder, 'target', path)).equals(readFileSync(join(folder, 'source', path))),
    ).toBe(true);
  expect(statSync(target.folder.secrets).mode & 0o777).toBe(0o600);
  const [customer] = await target.warehouse.query(
    "SELECT dictGetOrDefault('customer_of', 'customer_id', toUInt64(9), toUInt64(9)) AS id",
  );
  expect(customer).toEqual({ id: 4 });
});

it('can be gone on with: foreign keys hold, identities go on, the program opens it as its own', async () => {
  const target = await open('target', true);
  expect(target.migrated).toEqual([]);
  const orphan = sql`insert into identify.mapping (source_id, name, version, definition, created_at) values (77, 'x', 1, '{}', now())`;
  await expect(orphan.execute(target.database.db)).rejects.toThrow(/foreign key/);
  const next = await sql<{
    id: number;
  }>`insert into identify.source (name, created_at) values ('next', now()) returning source_id as id`.execute(
    target.database.db,
  );
  expect(next.rows).toEqual([{ id: 2 }]);
});

it('refuses a target that holds something, and replaces it when forced', async () => {
  const target = await open('target', false);
  const refused = await restoreBackup({ ...target, migrations }, { file });
  expect(refused).toMatchObject({ refused: true, code: 'target-not-empty' });
  orThrow(await restoreBackup({ ...target, migrations }, { file, force: true }));
  expect(await sumsOf(target)).toEqual(before);
});

it('refuses damage of any kind before touching anything', async () => {
  const target = await open('untouched', true);
  const nothing = await sumsOf(target);
  const size = statSync(file).size;
  const damage: Record<string, (path: string) => void> = {
    'cut short': (path) => truncateSync(path, Math.floor(size * 0.7)),
    'cut at the very end': (path) => truncateSync(path, size - 20),
    'one byte changed': (path) => {
      const bytes = readFileSync(path);
      bytes.writeUInt8(bytes.readUInt8(Math.floor(size / 2)) ^ 0x10, Math.floor(size / 2));
      writeFileSync(path, bytes);
    },
    'something else': (path) => writeFileSync(path, 'not a backup'),
    empty: (path) => writeFileSync(path, ''),
  };
  for (const [kind, harm] of Object.entries(damage)) {
    const harmed = join(folder, 'harmed.tar.gz');
    copyFileSync(file, harmed);
    harm(harmed);
    const refused = await restoreBackup({ ...target, migrations }, { file: harmed, force: true });
    expect({ kind, code: isRefusal(refused) && refused.code }).toEqual({ kind, code: 'backup-damaged' });
  }
  expect(await sumsOf(target)).toEqual(nothing);
  expect(await verifyBackup(join(folder, 'nowhere'), known)).toMatchObject({ code: 'backup-not-found' });
});

it('refuses a backup of a newer program, and one with a part put in its place by another', async () => {
  expect(await verifyBackup(file, { ...known, postgres: known.postgres - 1 })).toMatchObject({
    code: 'backup-newer',
  });
  const unpacked = join(folder, 'unpacked');
  mkdirSync(unpacked);
  execFileSync('tar', ['-xzf', file, '-C', unpacked]);
  writeFileSync(join(unpacked, 'clickhouse', 'products', '000000'), 'forged\n');
  const forged = join(folder, 'forged.tar.gz');
  const names = execFileSync('tar', ['-tzf', file], { encoding: 'utf8' }).trim().split('\n');
  execFileSync('tar', ['--format=ustar', '-czf', forged, '-C', unpacked, ...names]);
  expect(await verifyBackup(forged, known)).toMatchObject({
    code: 'backup-damaged',
    message: expect.stringMatching(/clickhouse\/products/),
  });
});

it('restores a backup of an older program, and brings it up to date', async () => {
  const old = await open('old', false);
  await migrateDatabase(old.database, migrations.postgres.slice(0, -1));
  await migrateWarehouse(old.database, old.warehouse, migrations.clickhouse.slice(0, -1));
  await sql`insert into identify.source (name, created_at) values ('of old', now())`.execute(old.database.db);
  const olderFile = join(folder, 'older.tar.gz');
  orThrow(await createBackup({ ...old, migrations, clock, log: silentLog }, { file: olderFile }));
  const target = await open('from-old', false);
  orThrow(await restoreBackup({ ...target, migrations }, { file: olderFile }));
  const { rows } =
    await sql`select name, (select max(number) from schema_migration) as schema from identify.source`.execute(
      target.database.db,
    );
  expect(rows).toEqual([{ name: 'of old', schema: known.postgres }]);
  expect((await open('from-old', true)).migrated).toEqual([]);
});

it('refuses while jobs write to both engines, and to write over a file', async () => {
  const target = await open('untouched', true);
  const needs = { ...target, migrations, clock, log: silentLog };
  expect(await createBackup(needs, { file })).toMatchObject({ code: 'backup-file-exists' });
  await sql`insert into platform.job (job_id, kind, payload, state, max_attempts, created_at, run_at)
    values (gen_random_uuid(), 'import', '{}', 'running', 5, now(), now())`.execute(target.database.db);
  expect(await createBackup(needs, { file: join(folder, 'other.tar.gz') })).toMatchObject({
    code: 'jobs-running',
  });
});

it('says that a restore cut short must be done again', async () => {
  const target = await open('untouched', true);
  await target.warehouse.command('CREATE TABLE restore_under_way (n UInt8) ENGINE = MergeTree ORDER BY n');
  await expect(open('untouched', true)).rejects.toThrow(/Restore again, with --force/);
  engines = undefined;
  orThrow(await restoreBackup({ ...(await open('untouched', false)), migrations }, { file, force: true }));
  expect(await sumsOf(await open('untouched', true))).toEqual(before);
});
