import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** One numbered SQL file; `checksum` tells when somebody changed it after it ran. */
export type Migration = {
  readonly number: number;
  readonly name: string;
  readonly sql: string;
  readonly checksum: string;
};

/** What is recorded of a migration that ran. */
export type AppliedMigration = { readonly number: number; readonly name: string; readonly checksum: string };

/** Reads `0001_name.sql` files of a folder in order. Throws on a gap, a double, or a stray name. */
export function readMigrations(folder: string): Migration[] {
  return readdirSync(folder)
    .filter((file) => file.endsWith('.sql'))
    .sort()
    .map((file, index) => {
      const number = Number(/^(\d{4})_[a-z0-9_]+\.sql$/.exec(file)?.[1]);
      if (number !== index + 1)
        throw new Error(
          `${join(folder, file)}: expected a file named ${String(index + 1).padStart(4, '0')}_name.sql`,
        );
      const sql = readFileSync(join(folder, file), 'utf8');
      return {
        number,
        name: file.slice(5, -4),
        sql,
        checksum: createHash('sha256').update(sql).digest('hex'),
      };
    });
}

/**
 * Which migrations still have to run. Throws when the engine's schema is newer than this program, or when a file that
 * ran has been changed since: both mean that going on could damage data.
 */
export function pendingMigrations(
  engine: string,
  files: readonly Migration[],
  applied: readonly AppliedMigration[],
): Migration[] {
  const last = applied.at(-1);
  if (last !== undefined && last.number > files.length) {
    throw new Error(
      `The ${engine} schema is at ${last.number} (${last.name}), newer than this program (${files.length}). Install the newer version of Chacun, or restore a backup made before it.`,
    );
  }
  for (const done of applied) {
    const file = files[done.number - 1];
    if (file?.checksum !== done.checksum) {
      throw new Error(
        `Migration ${engine}/${done.number} (${done.name}) was changed after it ran here. Put the original file back.`,
      );
    }
  }
  return files.slice(applied.length);
}
