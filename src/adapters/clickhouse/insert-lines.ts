import { randomUUID } from 'node:crypto';
import { type InsertOptions, type NativeBlock, WarehouseRefused } from '../../platform/warehouse/index.ts';
import { type Engine, type LineFormat, lineFormats } from './engine.ts';

export type Into = { readonly table: string; readonly columns: readonly string[]; readonly format: string };
export type Lines = Uint8Array | string | AsyncIterable<Uint8Array | string>;

/** What ClickHouse answers to rows it will never take, however often they are sent. */
const refusals = new Set([
  ...[6, 16, 26, 27, 33, 38, 41, 47, 53, 60, 69, 70, 72, 117, 130, 131],
  ...[190, 321, 349, 376, 407, 441, 469, 652, 675, 676, 691],
]);

const lineEnd = 10;

/** The bytes cut at line ends into parts of about `bytesMax`. */
async function* parts(data: Lines, bytesMax: number): AsyncGenerator<Buffer> {
  let kept: Buffer[] = [];
  let bytes = 0;
  for await (const piece of typeof data === 'string' || data instanceof Uint8Array ? [data] : data) {
    const buffer = Buffer.from(piece);
    kept.push(buffer);
    bytes += buffer.length;
    if (bytes < bytesMax || !buffer.includes(lineEnd)) continue;
    const all = Buffer.concat(kept);
    const end = all.lastIndexOf(lineEnd) + 1;
    yield all.subarray(0, end);
    kept = [all.subarray(end)];
    bytes = all.length - end;
  }
  if (bytes > 0) yield Buffer.concat(kept);
}

/**
 * Inserts lines. ClickHouse compares unnamed blocks by content, and two equal blocks may well be two facts: what the
 * caller did not name gets a name of its own.
 */
export async function insertLines(
  engine: Engine,
  into: Into,
  data: Lines,
  options: InsertOptions | undefined,
): Promise<void> {
  const format = lineFormats.find((known): known is LineFormat => known === into.format);
  if (format === undefined) throw new Error(`${into.format}: inserts take ${lineFormats.join(', ')}.`);
  const token = options?.deduplicationToken ?? randomUUID();
  let part = 0;
  for await (const lines of parts(data, engine.insertBytesMax)) {
    const named = part === 0 ? token : `${token}/${part}`;
    part += 1;
    try {
      await engine.insert({ table: into.table, columns: into.columns, format, token: named }, lines);
    } catch (error) {
      throw refusalOf(error, into.table);
    }
  }
}

/** Inserts a block of columns, which is never cut. */
export async function insertBlock(
  engine: Engine,
  table: string,
  block: NativeBlock,
  options: InsertOptions | undefined,
): Promise<void> {
  if (block.rows === 0) return;
  const token = options?.deduplicationToken ?? randomUUID();
  try {
    await engine.insert({ table, columns: block.columns, format: 'Native', token }, block.bytes);
  } catch (error) {
    throw refusalOf(error, table);
  }
}

/** The server's client carries the code apart, the engine in this process only in its words. */
function refusalOf(error: unknown, table: string): unknown {
  if (!(error instanceof Error)) return error;
  const code =
    'code' in error && /^\d+$/.test(String(error.code))
      ? error.code
      : /^Code: (\d+)/.exec(error.message)?.[1];
  if (!refusals.has(Number(code))) return error;
  return new WarehouseRefused(`${table}: ${error.message.slice(0, 1_000)}`, { cause: error });
}
