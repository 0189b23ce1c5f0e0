import { randomUUID } from 'node:crypto';
import { mkdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { ChdbConnection } from 'chdb/connection';
import type { Insert } from './engine.ts';

/**
 * Inserts lines, or a block, through a file of `folder`: the engine in this process parses a file two to three times as fast as
 * lines inside the statement. The file goes whatever happens; the statement is all or nothing as ever.
 */
export async function insertByFile(
  chdb: ChdbConnection['chdb'],
  folder: string,
  { table, columns, format, token }: Insert,
  bytes: Buffer,
): Promise<void> {
  await mkdir(folder, { recursive: true, mode: 0o700 });
  const path = join(folder, randomUUID());
  const named = columns.length === 0 ? '' : ` (${columns.map(identifier).join(', ')})`;
  try {
    await writeFile(path, bytes, { mode: 0o600 });
    await chdb.queryAsync(
      `INSERT INTO ${identifier(table)}${named} FROM INFILE ${quoted(path)} SETTINGS insert_deduplication_token = ${quoted(token)}, date_time_input_format = 'best_effort', input_format_skip_unknown_fields = 0 FORMAT ${format}`,
    );
  } finally {
    await rm(path, { force: true });
  }
}

function identifier(name: string): string {
  if (!/^\w+(\.\w+)?$/.test(name)) throw new Error(`${name} is not a name of a table or column.`);
  return name;
}

const quoted = (text: string) => `'${text.replace(/[\\']/g, (sign) => `\\${sign}`)}'`;
