import type { Warehouse } from '#platform/warehouse';
import { hashOfHex, hexOfHashes } from './line-hash.ts';

/** What is known of contents: which of their occurrences came from other imports, and how often this one met them. */
export type KnownLines = {
  readonly elsewhere: ReadonlyMap<string, ReadonlySet<number>>;
  readonly here: ReadonlyMap<string, number>;
};

type ChunkOf = { readonly sourceId: number; readonly importId: number; readonly chunk: number };

/** Whether any other import of the source has lines that this one's could be equal to. */
export async function hasKnownLines(warehouse: Warehouse, of: Omit<ChunkOf, 'chunk'>): Promise<boolean> {
  const rows = await warehouse.query(
    'SELECT 1 FROM known_lines WHERE source_id = {sourceId:UInt32} AND import_id != {importId:UInt64} LIMIT 1',
    of,
  );
  return rows.length > 0;
}

/**
 * Looks up contents among the lines of other imports of the source, and among those that earlier chunks of this import have
 * met. What this chunk, or a later one, may have written in a life before a crash is left out: it decides the same again.
 */
export async function lookUpLines(
  warehouse: Warehouse,
  of: ChunkOf,
  hashes: readonly string[],
  othersKnow: boolean,
): Promise<KnownLines> {
  await writeHashes(warehouse, 'asked_lines', of, hashes);
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
    elsewhere: new Map(elsewhere.map((row) => [hashOfHex(row.hash), new Set(row.occurrences)])),
    here: new Map(here.map((row) => [hashOfHex(row.hash), row.met])),
  };
}

/** Notes lines this chunk met without storing them. The same token again changes nothing. */
export function noteSeenLines(
  warehouse: Warehouse,
  of: ChunkOf,
  hashes: readonly string[],
  token: string,
): Promise<void> {
  return writeHashes(warehouse, 'seen_lines', of, hashes, token);
}

async function writeHashes(
  warehouse: Warehouse,
  table: 'asked_lines' | 'seen_lines',
  of: ChunkOf,
  hashes: readonly string[],
  token?: string,
): Promise<void> {
  if (hashes.length === 0) return;
  const start = `${of.importId}\t${of.chunk}\t`;
  let rows = '';
  const hex = hexOfHashes(hashes);
  for (let at = 0; at < hex.length; at += 32) rows += `${start}${hex.slice(at, at + 32)}\n`;
  const columns = ['import_id', 'chunk', 'hash_hex'];
  // What is asked for may differ after a restart, and twice does no harm; what was seen is the same and must count once.
  const options = token === undefined ? {} : { deduplicationToken: token };
  await warehouse.insertRaw({ table, columns, format: 'TabSeparated' }, rows, options);
}

/** The rows of `known_lines` for accepted lines. */
export function knownLineRows(
  of: ChunkOf,
  hashes: readonly string[],
  occurrences: Uint32Array,
  accepted: Uint8Array,
): string {
  const start = `${of.sourceId}\t`;
  const end = `\t${of.importId}\t${of.chunk}\n`;
  const hex = hexOfHashes(hashes);
  let rows = '';
  for (let index = 0; index < hashes.length; index += 1)
    if (accepted[index] === 1)
      rows += `${start}${hex.slice(index * 32, index * 32 + 32)}\t${occurrences[index]}${end}`;
  return rows;
}

/** Drops the notes of an import that has ended. Harmless again. */
export async function dropLineNotes(warehouse: Warehouse, importId: number): Promise<void> {
  for (const table of ['asked_lines', 'seen_lines'])
    await warehouse.command(`ALTER TABLE ${table} DROP PARTITION ${Math.trunc(importId)}`);
}
