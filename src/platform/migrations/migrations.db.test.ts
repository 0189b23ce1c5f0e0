import { afterAll, beforeAll, expect, it } from 'vitest';
import { openTestEngines, type TestEngines } from '#test/engines';
import { sql } from '../database/index.ts';
import { migrateDatabase } from './migrate-database.ts';
import { migrateWarehouse } from './migrate-warehouse.ts';
import { readMigrations } from './migration.ts';

let engines: TestEngines;
beforeAll(async () => {
  engines = await openTestEngines();
});
afterAll(() => engines.close());

it('runs nothing the second time', async () => {
  expect(await migrateDatabase(engines.database, readMigrations('migrations/postgres'))).toEqual([]);
  expect(
    await migrateWarehouse(engines.database, engines.warehouse, readMigrations('migrations/clickhouse')),
  ).toEqual([]);
});

it('refuses to start on a schema newer than the program', async () => {
  const files = readMigrations('migrations/postgres');
  await expect(migrateDatabase(engines.database, files.slice(0, -1))).rejects.toThrow(
    /newer than this program/,
  );
});

it('refuses a file changed after it ran', async () => {
  const [first, ...rest] = readMigrations('migrations/postgres');
  if (first === undefined) throw new Error('no migrations');
  await expect(migrateDatabase(engines.database, [{ ...first, checksum: 'other' }, ...rest])).rejects.toThrow(
    /changed after it ran/,
  );
});

it('runs once when two start together, and keeps nothing of one that fails', async () => {
  const files = readMigrations('migrations/postgres');
  const next = { number: files.length + 1, name: 'next', sql: 'create table next (n int)', checksum: 'x' };
  const both = await Promise.all([
    migrateDatabase(engines.database, [...files, next]),
    migrateDatabase(engines.database, [...files, next]),
  ]);
  expect(both.flat()).toEqual(['next']);
  const bad = {
    number: files.length + 2,
    name: 'bad',
    sql: 'create table half (n int); select nope',
    checksum: 'y',
  };
  await expect(migrateDatabase(engines.database, [...files, next, bad])).rejects.toThrow(/nope/);
  const half = await sql<{ found: string | null }>`select to_regclass('half')::text as found`.execute(
    engines.db,
  );
  expect(half.rows[0]?.found).toBeNull();
});
