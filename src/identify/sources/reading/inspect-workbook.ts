import { createReadStream } from 'node:fs';
import { pipeline } from 'node:stream';
import type { Entry } from 'unzipper';
import type { SourceFile } from './read-bytes.ts';

/** How large the parts of a workbook may unfold, in bytes. Past them it is refused. */
export type WorkbookBounds = {
  /** Everything; and how many times the file itself, once more than `foldMin` has come out. */
  readonly total: number;
  readonly fold: number;
  readonly foldMin: number;
  /** The distinct texts, which are held in memory, and each of the small parts around the sheets. */
  readonly texts: number;
  readonly others: number;
  /** One row of a sheet. */
  readonly row: number;
};

const megabyte = 1024 * 1024;
export const usualBounds: WorkbookBounds = {
  total: 2048 * megabyte,
  fold: 200,
  foldMin: 100 * megabyte,
  texts: 256 * megabyte,
  others: 32 * megabyte,
  row: 16 * megabyte,
};

/**
 * Unpacks an Excel workbook once, keeping nothing, before it is read for good: an archive of some kilobytes can hold gigabytes, and
 * what reads it holds the texts, and one row, in memory. Throws, naming the file, the part and the bound, when one is passed, and
 * when a cell lies right of Excel's last column. Gives the paths of its parts.
 */
export async function inspectWorkbook(file: SourceFile, bounds = usualBounds): Promise<Set<string>> {
  const { Parse } = await import('unzipper');
  const stored = createReadStream(file.path);
  const parts: AsyncIterable<Entry> = pipeline(stored, Parse({ forceStream: true }), () => undefined);
  const paths = new Set<string>();
  let total = 0;
  try {
    for await (const part of parts) {
      paths.add(part.path);
      const inspect = inspectorOf(file, part.path, bounds);
      for await (const block of part as AsyncIterable<Buffer>) {
        total += block.length;
        if (total > bounds.total) throw tooLarge(file, 'it', bounds.total);
        if (total > bounds.foldMin && total > bounds.fold * stored.bytesRead) throw folded(file, bounds.fold);
        inspect(block);
      }
    }
    return paths;
  } finally {
    stored.destroy();
  }
}

type Inspect = (block: Buffer) => void;

function inspectorOf(file: SourceFile, path: string, bounds: WorkbookBounds): Inspect {
  if (/^xl\/worksheets\/[^/]+\.xml$/.test(path)) return sheetInspector(file, path, bounds.row);
  const most = path === 'xl/sharedStrings.xml' ? bounds.texts : bounds.others;
  // Pictures and the like are never read.
  if (!/\.(xml|rels)$/.test(path)) return () => undefined;
  let size = 0;
  return (block) => {
    size += block.length;
    if (size > most) throw tooLarge(file, path, most);
  };
}

/** Excel's columns have three letters at most. */
const beyondColumns = /\sr\s*=\s*["'][A-Za-z]{4}/;
/** Longer than what is looked for: it may lie across two blocks. */
const overlap = 32;

function sheetInspector(file: SourceFile, path: string, rowBytesMax: number): Inspect {
  let tail = '';
  let inRow = 0;
  // Inside a comment, or after one, `<row` may not be the start of a row.
  let plain = true;
  return (block) => {
    const text = tail + block.toString('latin1');
    if (beyondColumns.test(text))
      throw new Error(`${file.name}: ${path} has a cell right of Excel's last column (XFD). ${mend}`);
    plain &&= !text.includes('<!');
    const lastRow = plain ? text.lastIndexOf('<row') : -1;
    const firstRow = plain ? text.indexOf('<row') : -1;
    if (inRow + (firstRow === -1 ? block.length : firstRow) > rowBytesMax)
      throw tooLarge(file, `a row of ${path}`, rowBytesMax);
    inRow = lastRow === -1 ? inRow + block.length : text.length - lastRow;
    tail = text.slice(-overlap);
  };
}

const mend = 'Save it again as .xlsx, or as CSV.';

const tooLarge = (file: SourceFile, what: string, bytes: number) =>
  new Error(
    `${file.name}: unpacked, ${what} is larger than ${Math.round(bytes / megabyte)} MB, the most that is read. ${mend}`,
  );

const folded = (file: SourceFile, fold: number) =>
  new Error(`${file.name}: unpacked, it is more than ${fold} times its size, as no workbook is. ${mend}`);
