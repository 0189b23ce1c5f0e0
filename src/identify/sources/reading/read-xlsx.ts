import { createReadStream, type ReadStream } from 'node:fs';
import type ExcelJS from 'exceljs';
import type { SourceFile } from './read-bytes.ts';
import type { XlsxFormat } from './format.ts';
import { inspectWorkbook } from './inspect-workbook.ts';
import { escapedOddity } from './mark-oddities.ts';
import { emptyBatch, type LineFault, longestLine, type RowBatch } from './row-batch.ts';

const batchRows = 500;

/**
 * Streams the rows of one sheet of an Excel workbook. Dates come out as ISO, numbers with the format's decimal sign,
 * formulas as their last result. Memory holds the workbook's distinct texts, as Excel keeps them apart from the rows.
 * Throws, naming the file, when it is not a workbook, would unfold beyond all measure, or has no sheet of that name.
 */
export async function openXlsx(
  file: SourceFile,
  format: XlsxFormat,
): Promise<{ batches: AsyncIterable<RowBatch>; bytesRead(): number }> {
  const parts = await inspectWorkbook(file).catch((error: unknown) => {
    throw error instanceof Error && error.message.startsWith(file.name) ? error : notWorkbook(file, error);
  });
  // Loaded by whoever reads a workbook: no other command waits for it.
  const { default: excel } = await import('exceljs');
  let stored: ReadStream | undefined;
  const open = (): Opened => {
    stored = createReadStream(file.path);
    const workbook = new excel.stream.xlsx.WorkbookReader(stored, {
      worksheets: 'emit',
      sharedStrings: 'cache',
      styles: 'cache',
      hyperlinks: 'ignore',
      entries: 'ignore',
    });
    return { workbook, stored, parts };
  };
  return { batches: batches(file, open, format), bytesRead: () => stored?.bytesRead ?? 0 };
}

type Opened = {
  readonly workbook: ExcelJS.stream.xlsx.WorkbookReader;
  readonly stored: ReadStream;
  readonly parts: ReadonlySet<string>;
};

/** A file is read so often, at most, before it is refused. */
const readingsMost = 5;

/**
 * The reader now and then, about once in a thousand on a busy machine, loses a part of the archive on its way: a reading that breaks before its
 * first rows, or lacks a part that the archive has, is begun again.
 */
async function* batches(file: SourceFile, open: () => Opened, format: XlsxFormat): AsyncGenerator<RowBatch> {
  for (let reading = 1; ; reading += 1) {
    let begun = false;
    const opened = open();
    try {
      for await (const batch of chosenSheet(file, opened, format)) {
        begun = true;
        yield batch;
      }
      return;
    } catch (error) {
      if (error instanceof Error && error.message.startsWith(file.name)) throw error;
      if (begun || reading === readingsMost) throw notWorkbook(file, error);
    } finally {
      // One given up while it is being opened may still fail to open: nobody waits for it.
      opened.stored.on('error', () => undefined).destroy();
    }
  }
}

/** What a reader must have read before it gives a sheet, and where it keeps that: without, cells lose their texts and sheets their names. */
const neededParts = [
  ['xl/sharedStrings.xml', 'sharedStrings'],
  ['xl/_rels/workbook.xml.rels', 'workbookRels'],
] as const;

async function* chosenSheet(
  file: SourceFile,
  { workbook, parts }: Opened,
  format: XlsxFormat,
): AsyncGenerator<RowBatch> {
  const seen: string[] = [];
  for await (const sheet of workbook) {
    for (const [part, known] of neededParts)
      if (parts.has(part) && !(known in workbook)) throw new Error(`${part} was not read`);
    const name = 'name' in sheet ? String(sheet.name) : '';
    seen.push(name);
    if (format.sheet === undefined || name === format.sheet) return yield* sheetBatches(sheet, format);
    for await (const row of sheet) void row;
  }
  throw new Error(`${file.name}: no sheet "${format.sheet ?? ''}"; it has ${seen.join(', ') || 'none'}.`);
}

const notWorkbook = (file: SourceFile, cause: unknown) =>
  new Error(`${file.name}: cannot be read as an Excel workbook (${String(cause)}). Save it again as .xlsx.`, {
    cause,
  });

async function* sheetBatches(
  sheet: AsyncIterable<ExcelJS.Row>,
  format: XlsxFormat,
): AsyncGenerator<RowBatch> {
  let batch = emptyBatch();
  for await (const row of sheet) {
    const cells = Array.isArray(row.values) ? row.values : [];
    const values: string[] = [];
    let fault: LineFault | undefined;
    let length = 0;
    for (let at = 1; at < cells.length; at += 1) {
      const text = cellText(cells[at], format.decimal);
      if (text === undefined)
        fault ??= { column: String(at), code: 'cell-error', message: `Column ${at} holds an Excel error.` };
      else fault ??= escapedOddity(text, String(at));
      length += text?.length ?? 0;
      values.push(text ?? '');
    }
    if (values.every((value) => value === '') && fault === undefined) continue;
    if (length > longestLine)
      fault = { code: 'line-too-long', message: `The row is longer than ${longestLine} characters.` };
    if (fault) batch.faults.set(batch.rows.length, fault);
    batch.lines.push(row.number);
    batch.rows.push(length > longestLine ? [values.join(' ').slice(0, 200)] : values);
    if (batch.rows.length === batchRows) {
      yield batch;
      batch = emptyBatch();
    }
  }
  yield batch;
}

/** What a cell shows, as text; undefined for an error such as #N/A. */
function cellText(value: unknown, decimal: string): string | undefined {
  if (value === null || value === undefined) return '';
  if (typeof value === 'string') return value;
  // Excel itself keeps 15 significant digits: the rest is noise of binary fractions.
  if (typeof value === 'number') return String(Number(value.toPrecision(15))).replace('.', decimal);
  if (value instanceof Date) return Number.isNaN(value.getTime()) ? undefined : dateText(value);
  if (typeof value !== 'object') return String(value);
  if ('error' in value) return undefined;
  if ('richText' in value && Array.isArray(value.richText))
    return value.richText.map((part: { text?: string }) => part.text ?? '').join('');
  if ('text' in value) return cellText(value.text, decimal);
  if ('result' in value) return cellText(value.result, decimal);
  return '';
}

function dateText(date: Date): string {
  const rounded = new Date(Math.round(date.getTime() / 1000) * 1000).toISOString();
  return rounded.endsWith('T00:00:00.000Z') ? rounded.slice(0, 10) : rounded.slice(0, 19).replace('T', ' ');
}
