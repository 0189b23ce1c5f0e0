import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TestProject } from 'vitest/node';
import { connectDatabase, startEmbeddedPostgres } from '#adapters/postgres';
import { sql } from '#platform/database';
import { copyEngine } from './installation.ts';

declare module 'vitest' {
  interface ProvidedContext {
    postgresUrl: string;
  }
}

/** One real PostgreSQL for the whole run, with a migrated template; each test file clones its own database from it. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const folder = mkdtempSync(join(tmpdir(), 'chacun-test-'));
  copyEngine('postgres', project.getProvidedContext().installation, folder);
  const postgres = await startEmbeddedPostgres(folder);
  const other = connectDatabase({ url: postgres.url.replace(/\/postgres$/, '/template1'), connections: 1 });
  await sql`create database chacun_template template postgres`.execute(other.db);
  await other.close();
  project.provide('postgresUrl', postgres.url);
  return async () => {
    await postgres.stop();
    rmSync(folder, { recursive: true, force: true });
  };
}
