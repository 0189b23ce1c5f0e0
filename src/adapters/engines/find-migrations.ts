import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { type Migration, readMigrations } from '../../platform/migrations/index.ts';

/** The numbered SQL files of both engines that came with this program. */
export type Migrations = { readonly postgres: Migration[]; readonly clickhouse: Migration[] };

/** Reads the migrations in the folder above this code that holds them, be it run from its sources or built. */
export function findMigrations(): Migrations {
  for (let folder = import.meta.dirname; ; folder = dirname(folder)) {
    const found = join(folder, 'migrations');
    if (existsSync(join(found, 'postgres', '0001_platform.sql')))
      return {
        postgres: readMigrations(join(found, 'postgres')),
        clickhouse: readMigrations(join(found, 'clickhouse')),
      };
    if (folder === dirname(folder))
      throw new Error('The folder "migrations" that belongs to this program is missing.');
  }
}
