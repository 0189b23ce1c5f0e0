import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type pg from 'pg';
import { from as copyFrom } from 'pg-copy-streams';

const escapes: Record<string, string> = { '\\': '\\\\', '\t': '\\t', '\n': '\\n', '\r': '\\r' };

function field(value: unknown): string {
  if (value === null || value === undefined) return '\\N';
  const text =
    value instanceof Date
      ? value.toISOString()
      : typeof value === 'object'
        ? JSON.stringify(value)
        : String(value);
  return text.replace(/[\\\t\n\r]/g, (character) => escapes[character] ?? character);
}

async function* lines(
  rows: Iterable<readonly unknown[]> | AsyncIterable<readonly unknown[]>,
  seen: { rows: number },
) {
  let block = '';
  for await (const row of rows) {
    block += `${row.map(field).join('\t')}\n`;
    seen.rows += 1;
    if (block.length > 65_536) {
      yield block;
      block = '';
    }
  }
  if (block !== '') yield block;
}

/** Bulk append by COPY … FROM STDIN: all the rows or none. Returns how many. */
export async function copyRows(
  pool: pg.Pool,
  table: string,
  columns: readonly string[],
  rows: Iterable<readonly unknown[]> | AsyncIterable<readonly unknown[]>,
): Promise<number> {
  const client = await pool.connect();
  const seen = { rows: 0 };
  try {
    const target = table
      .split('.')
      .map((part) => client.escapeIdentifier(part))
      .join('.');
    const names = columns.map((column) => client.escapeIdentifier(column)).join(', ');
    await pipeline(
      Readable.from(lines(rows, seen)),
      client.query(copyFrom(`copy ${target} (${names}) from stdin`)),
    );
    client.release();
    return seen.rows;
  } catch (error) {
    client.release(error instanceof Error ? error : true);
    throw error;
  }
}
