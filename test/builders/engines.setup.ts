import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TestProject } from 'vitest/node';
import { connectDatabase, startEmbeddedPostgres } from '#adapters/postgres';
import { sql } from '#platform/database';
import { migrateDatabase, readMigrations } from '#platform/migrations';

declare module 'vitest' {
  interface ProvidedContext {
    postgresUrl: string;
  }
}

/** One real PostgreSQL for the whole run, with a migrated template; each test file clones its own database from it. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const folder = mkdtempSync(join(tmpdir(), 'chacun-test-'));
  const postgres = await startEmbeddedPostgres(folder);
  const server = connectDatabase({ url: postgres.url });
  await sql`create database chacun_template`.execute(server.db);
  const template = connectDatabase({ url: postgres.url.replace(/\/postgres$/, '/chacun_template') });
  await migrateDatabase(template, readMigrations('migrations/postgres'));
  await template.close();
  await server.close();
  project.provide('postgresUrl', postgres.url);
  return async () => {
    await postgres.stop();
    rmSync(folder, { recursive: true, force: true });
  };
}
