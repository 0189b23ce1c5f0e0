import {
  bytesOf,
  nativeBlock,
  type NativeBlock,
  type NativeColumn,
  numberColumn,
  type Warehouse,
} from '#platform/warehouse';
import type { ChunkOf } from './fact-lines.ts';
import { nameOfHex } from './line-hash.ts';

/** What is known of contents, by their names: which of their occurrences came from other imports, and how often this one met them. */
export type KnownLines = {
  readonly elsewhere: ReadonlyMap<string, ReadonlySet<number>>;
  readonly here: ReadonlyMap<string, number>;
};

/** Whether any other import of the source has lines that this one's could be equal to. */
export async function hasKnownLines(warehouse: Warehouse, of: Omit<ChunkOf, 'chunk'>): Promise<boolean> {
  const rows = await warehouse.query(
    'SELECT 1 FROM known_lines WHERE source_id = {sourceId:UInt32} AND import_id != {importId:UInt64} LIMIT 1',
    of,
  );
  return rows.length > 0;
}

/**
 * Looks up the contents of some lines among the lines of other imports of the source, and among those that earlier chunks of this import have
 * met. What this chunk, or a later one, may have written in a life before a crash is left out: it decides the same again.
 */
export async function lookUpLines(
  warehouse: Warehouse,
  of: ChunkOf,
  hashes: Uint32Array,
  lines: readonly number[],
  othersKnow: boolean,
): Promise<KnownLines> {
  await writeHashes(warehouse, 'asked_lines', of, hashes, lines);
  const asked =
    '(SELECT line_hash FROM asked_lines WHERE import_id = {importId:UInt64} AND chunk = {chunk:UInt32})';
  const elsewhere = !othersKnow
    ? []
    : await warehouse.query<{ hash: string; occurrences: number[] }>(
        `SELECT lower(hex(line_hash)) AS hash, groupUniqArray(occurrence) AS occurrences FROM known_lines
     WHERE source_id = {sourceId:UInt32} AND import_id != {importId:UInt64} AND line_hash IN ${asked} GROUP BY line_hash`,
        of,
      );
  const here =
    of.chunk === 1
      ? []
      : await warehouse.query<{ hash: string; met: number }>(
          `SELECT lower(hex(line_hash)) AS hash, count() AS met FROM (
       SELECT line_hash FROM known_lines WHERE source_id = {sourceId:UInt32} AND import_id = {importId:UInt64}
         AND chunk < {chunk:UInt32} AND line_hash IN ${asked}
       UNION ALL
       SELECT line_hash FROM seen_lines WHERE import_id = {importId:UInt64}
         AND chunk < {chunk:UInt32} AND line_hash IN ${asked}
     ) GROUP BY line_hash`,
          of,
        );
  return {
    elsewhere: new Map(elsewhere.map((row) => [nameOfHex(row.hash), new Set(row.occurrences)])),
    here: new Map(here.map((row) => [nameOfHex(row.hash), row.met])),
  };
}

/** Notes lines this chunk met without storing them. The same token again changes nothing. */
export function noteSeenLines(
  warehouse: Warehouse,
  of: ChunkOf,
  hashes: Uint32Array,
  lines: readonly number[],
  token: string,
): Promise<void> {
  return writeHashes(warehouse, 'seen_lines', of, hashes, lines, token);
}

async function writeHashes(
  warehouse: Warehouse,
  table: 'asked_lines' | 'seen_lines',
  of: ChunkOf,
  hashes: Uint32Array,
  lines: readonly number[],
  token?: string,
): Promise<void> {
  if (lines.length === 0) return;
  const block = nativeBlock(lines.length, [
    numberColumn('import_id', 'UInt64', lines.length, of.importId),
    numberColumn('chunk', 'UInt32', lines.length, of.chunk),
    hashColumn(hashes, lines),
  ]);
  // What is asked for may differ after a restart, and twice does no harm; what was seen is the same and must count once.
  const options = token === undefined ? {} : { deduplicationToken: token };
  await warehouse.insertBlock(table, block, options);
}

/** The rows of `known_lines` for some lines. */
export function knownLines(
  of: ChunkOf,
  hashes: Uint32Array,
  occurrences: Uint32Array,
  lines: readonly number[],
): NativeBlock {
  const rows = lines.length;
  return nativeBlock(rows, [
    numberColumn('source_id', 'UInt32', rows, of.sourceId),
    hashColumn(hashes, lines),
    numberColumn(
      'occurrence',
      'UInt32',
      rows,
      lines.map((line) => occurrences[line] ?? 1),
    ),
    numberColumn('import_id', 'UInt64', rows, of.importId),
    numberColumn('chunk', 'UInt32', rows, of.chunk),
  ]);
}

function hashColumn(hashes: Uint32Array, lines: readonly number[]): NativeColumn {
  const data = new Uint32Array(lines.length * 4);
  for (const [row, line] of lines.entries())
    for (let word = 0; word < 4; word += 1) data[row * 4 + word] = hashes[line * 4 + word] ?? 0;
  return { name: 'line_hash', type: 'FixedString(16)', data: bytesOf(data) };
}

/** Drops the notes of an import that has ended. Harmless again. */
export async function dropLineNotes(warehouse: Warehouse, importId: number): Promise<void> {
  for (const table of ['asked_lines', 'seen_lines'])
    await warehouse.command(`ALTER TABLE ${table} DROP PARTITION ${Math.trunc(importId)}`);
}
