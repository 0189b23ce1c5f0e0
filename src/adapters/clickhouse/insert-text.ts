import { randomUUID } from 'node:crypto';
import { Readable } from 'node:stream';
import { type InsertOptions, WarehouseRefused } from '../../platform/warehouse/index.ts';
import type { Engine } from './engine.ts';

export type Into = { readonly table: string; readonly columns: readonly string[]; readonly format: string };

/** Formats of one row a line, which may be cut between lines; the engine in this process reads no binary ones. */
const lineFormats = /^(TabSeparated|TSV|JSONEachRow|JSONCompactEachRow)$/;

/** What ClickHouse answers to rows it will never take, however often they are sent. */
const refusals = new Set([
  ...['6', '16', '26', '27', '33', '38', '41', '47', '53', '60', '69', '70', '72', '117', '130', '131'],
  ...['190', '321', '349', '376', '407', '441', '469', '652', '675', '676', '691'],
]);

/** A text cut at line ends into parts of about `bytesMax` bytes; a character never falls in two. */
async function* parts(
  data: Uint8Array | string | AsyncIterable<Uint8Array | string>,
  bytesMax: number,
): AsyncGenerator<string> {
  const decoder = new TextDecoder();
  let kept = '';
  for await (const piece of typeof data === 'string' || data instanceof Uint8Array ? [data] : data) {
    kept += typeof piece === 'string' ? piece : decoder.decode(piece, { stream: true });
    if (kept.length < bytesMax) continue;
    const end = kept.lastIndexOf('\n') + 1;
    if (end === 0) continue;
    yield kept.slice(0, end);
    kept = kept.slice(end);
  }
  kept += decoder.decode();
  if (kept !== '') yield kept;
}

/**
 * The block's name as a setting. ClickHouse compares unnamed blocks by content, and two equal blocks may well be two
 * facts: what the caller did not name gets a name of its own.
 */
function deduplication(token: string, part: number): string {
  const named = part === 0 ? token : `${token}/${part}`;
  return `insert_deduplication_token = '${named.replace(/[\\']/g, (character) => `\\${character}`)}'`;
}

/**
 * Inserts lines of text. The deduplication token is part of the statement: the engine in this process keeps what a
 * client sets for whatever comes next, and a token left behind would silently swallow another insert.
 */
export async function insertText(
  engine: Engine,
  into: Into,
  data: Uint8Array | string | AsyncIterable<Uint8Array | string>,
  options: InsertOptions | undefined,
): Promise<void> {
  if (!lineFormats.test(into.format))
    throw new Error(`${into.format}: inserts take TabSeparated, JSONEachRow or JSONCompactEachRow.`);
  const columns = into.columns.length === 0 ? '' : ` (${into.columns.join(', ')})`;
  const token = options?.deduplicationToken ?? randomUUID();
  let part = 0;
  for await (const text of parts(data, engine.insertBytesMax)) {
    const settings = deduplication(token, part);
    const query = `INSERT INTO ${into.table}${columns} SETTINGS ${settings} FORMAT ${into.format}`;
    part += 1;
    try {
      const { stream } = await engine.client.exec({ query, values: Readable.from([text]) });
      await new Promise((resolve, reject) =>
        stream.once('end', resolve).once('error', reject).once('close', resolve).resume(),
      );
    } catch (error) {
      throw refusalOf(error, into.table);
    }
  }
}

/** chDB brings its own copy of the client's error class: what it carries tells, not what it is an instance of. */
function refusalOf(error: unknown, table: string): unknown {
  if (!(error instanceof Error) || !('code' in error) || !refusals.has(String(error.code))) return error;
  return new WarehouseRefused(`${table}: ${error.message.slice(0, 1_000)} (code ${String(error.code)})`, {
    cause: error,
  });
}
