import { type Outcome, refuse } from '#platform/errors';
import { decodeText, type TextBlock } from './decode-text.ts';
import type { FileFormat, TextFormat } from './format.ts';
import { openBytes, type SourceFile } from './read-bytes.ts';
import { markOddities } from './mark-oddities.ts';
import { openXlsx } from './read-xlsx.ts';
import { emptyBatch, type LineFault, type RowBatch, type Splitter } from './row-batch.ts';
import { createCsvSplitter } from './split-csv.ts';
import { createFixedSplitter } from './split-fixed.ts';
import { createJsonSplitter, parseJsonLine } from './split-json-lines.ts';

/** A file opened for reading: its columns, and its rows in the order of these, read as they are asked for. */
export type OpenRows = {
  readonly columns: readonly string[];
  readonly batches: AsyncGenerator<RowBatch>;
  /** Bytes of the stored file read so far. */
  bytesRead(): number;
};

type Opened = { batches: AsyncIterable<RowBatch>; bytesRead(): number };

/**
 * Opens a file as rows. Every row has one value per column, or a fault. Refuses a file with nothing in it.
 * Throws when the file cannot be read at all (damaged archive, not a workbook).
 */
export async function openRows(file: SourceFile, format: FileFormat): Promise<Outcome<OpenRows>> {
  if (format.kind === 'fixed' || format.kind === 'json-lines') {
    const columns =
      format.kind === 'fixed' ? format.columns.map((column) => column.name) : await jsonColumns(file, format);
    if (columns.length === 0) return empty(file);
    const opened = await openText(file, format, columns);
    const skip = format.kind === 'fixed' ? format.skipLines : 0;
    return {
      columns,
      batches: checkedRows(opened.batches, columns, skip, true),
      bytesRead: opened.bytesRead,
    };
  }
  const opened = await (format.kind === 'xlsx' ? openXlsx(file, format) : openText(file, format, []));
  const source = opened.batches[Symbol.asyncIterator]();
  const first = await firstRow(source, format.skipLines);
  if (first === undefined) return empty(file);
  if (first.fault !== undefined && format.header)
    return refuse('invalid', first.fault.code, `${file.name}, line ${first.line}: ${first.fault.message}`);
  const columns = format.header ? columnNames(first.row) : first.row.map((_, index) => `column${index + 1}`);
  const skip = first.line - (format.header ? 0 : 1);
  const ragged = format.ragged || format.kind === 'xlsx';
  const all = chain(first.batch, source);
  return { columns, batches: checkedRows(all, columns, skip, ragged), bytesRead: opened.bytesRead };
}

const empty = (file: SourceFile) =>
  refuse('invalid', 'empty-file', `${file.name} has no line to read.`, { file: file.name });

async function openText(file: SourceFile, format: TextFormat, columns: readonly string[]): Promise<Opened> {
  const { content, bytesRead } = await openBytes(file);
  return {
    batches: splitBlocks(decodeText(content, format.encoding), splitterOf(format, columns)),
    bytesRead,
  };
}

function splitterOf(format: TextFormat, columns: readonly string[]): Splitter {
  if (format.kind === 'csv') return createCsvSplitter(format);
  return format.kind === 'fixed' ? createFixedSplitter(format.columns) : createJsonSplitter(columns);
}

async function* splitBlocks(blocks: AsyncIterable<TextBlock>, splitter: Splitter): AsyncGenerator<RowBatch> {
  // A row may begin in one block and end in another: oddities are looked for as long as their block is held.
  let held = { invalid: false, nul: false };
  for await (const { text, invalid } of blocks) {
    const now = { invalid: invalid || held.invalid, nul: text.includes('\0') || held.nul };
    const batch = splitter.push(text);
    if (now.invalid || now.nul) markOddities(batch, now.invalid);
    held = splitter.waiting() > text.length ? now : { invalid, nul: text.includes('\0') };
    yield batch;
  }
  const last = splitter.end();
  if (held.invalid || held.nul) markOddities(last, held.invalid);
  yield last;
}

type First = { batch: RowBatch; row: string[]; line: number; fault: LineFault | undefined };

async function firstRow(source: AsyncIterator<RowBatch>, skipLines: number): Promise<First | undefined> {
  const kept = emptyBatch();
  for (;;) {
    const next = await source.next();
    if (next.done) return undefined;
    append(kept, next.value);
    const at = kept.lines.findIndex((line) => line > skipLines);
    const row = kept.rows[at];
    const line = kept.lines[at];
    if (row !== undefined && line !== undefined)
      return { batch: kept, row, line, fault: kept.faults.get(at) };
  }
}

function append(to: RowBatch, more: RowBatch): void {
  for (const [index, fault] of more.faults) to.faults.set(to.rows.length + index, fault);
  for (const line of more.lines) to.lines.push(line);
  for (const row of more.rows) to.rows.push(row);
}

async function* chain(first: RowBatch, rest: AsyncIterator<RowBatch>): AsyncGenerator<RowBatch> {
  try {
    yield first;
    for (;;) {
      const next = await rest.next();
      if (next.done) return;
      yield next.value;
    }
  } finally {
    await rest.return?.();
  }
}

/** Names as written, without outer spaces; an empty one gets its position and a repeated one a number. */
function columnNames(header: readonly string[]): string[] {
  const names: string[] = [];
  for (const [index, written] of header.entries()) {
    const name = written.trim() || `column${index + 1}`;
    let unique = name;
    for (let copy = 2; names.includes(unique); copy += 1) unique = `${name} (${copy})`;
    names.push(unique);
  }
  return names;
}

async function* checkedRows(
  batches: AsyncIterable<RowBatch>,
  columns: readonly string[],
  skipLines: number,
  ragged: boolean,
): AsyncGenerator<RowBatch> {
  for await (const batch of batches) {
    const kept = (batch.lines[0] ?? Number.POSITIVE_INFINITY) > skipLines ? batch : after(batch, skipLines);
    for (const [index, fault] of kept.faults) kept.faults.set(index, named(fault, columns));
    checkWidths(kept, columns.length, ragged);
    if (kept.rows.length > 0) yield kept;
  }
}

function after(batch: RowBatch, line: number): RowBatch {
  const found = batch.lines.findIndex((each) => each > line);
  const from = found === -1 ? batch.lines.length : found;
  const faults = [...batch.faults].filter(([index]) => index >= from);
  return {
    lines: batch.lines.slice(from),
    rows: batch.rows.slice(from),
    faults: new Map(faults.map(([index, fault]) => [index - from, fault])),
  };
}

/** Readers know columns by position; people know them by name. */
function named(fault: LineFault, columns: readonly string[]): LineFault {
  if (fault.column === undefined || !/^\d+$/.test(fault.column)) return fault;
  const name = columns[Number(fault.column) - 1];
  if (name === undefined) return fault;
  const says = fault.message.startsWith('holds') ? `${name} ${fault.message}.` : fault.message;
  return { ...fault, column: name, message: says };
}

function checkWidths(batch: RowBatch, width: number, ragged: boolean): void {
  for (let index = 0; index < batch.rows.length; index += 1) {
    const row = batch.rows[index];
    if (row === undefined || row.length === width || batch.faults.has(index)) continue;
    while (row.length > width && row[row.length - 1] === '') row.pop();
    if (ragged) while (row.length < width) row.push('');
    if (row.length !== width)
      batch.faults.set(index, {
        code: 'column-count',
        message: `The line has ${row.length} values where the file has ${width} columns.`,
      });
  }
}

const jsonSampleLines = 1000;

/** The names used by the first thousand objects. */
async function jsonColumns(file: SourceFile, format: TextFormat): Promise<string[]> {
  const names = new Set<string>();
  const { content } = await openBytes(file);
  let rest = '';
  let lines = 0;
  for await (const { text } of decodeText(content, format.encoding)) {
    const parts = (rest + text).split('\n');
    rest = parts.pop() ?? '';
    for (const line of parts.slice(0, jsonSampleLines - lines)) addNames(line, names);
    lines += parts.length;
    if (lines >= jsonSampleLines || rest.length > 1_048_576) break;
  }
  if (lines < jsonSampleLines) addNames(rest, names);
  return [...names];
}

function addNames(line: string, names: Set<string>): void {
  const object = line.trim() === '' ? undefined : parseJsonLine(line);
  if (object instanceof Map) for (const name of object.keys()) names.add(name);
}
