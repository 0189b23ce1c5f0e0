import { parse } from 'csv-parse/sync';
import { type Outcome, refuse } from '../platform/errors/index.ts';

/** The heading of a table and its rows, part after part, so that a large file is never held twice. */
export type Rows = {
  readonly names: readonly string[];
  readonly parts: Iterable<Outcome<readonly (readonly string[])[]>>;
  /** The number of the first row's line in the file. */
  readonly firstLine: number;
};

const partBytes = 4_000_000;

/**
 * Reads a table: CSV with a heading (comma, semicolon, tab or bar), or of fixed width by `columns` (`customer:1-6,date:12-20`, places from 1).
 * Refuses places that cannot be read; a part that is no table is a refusal in its turn.
 */
export function namesAndRows(bytes: Buffer, columns?: string): Outcome<Rows> {
  const start = bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf ? 3 : 0;
  return columns === undefined ? delimitedRows(bytes, start) : fixedRows(bytes, start, columns);
}

function delimitedRows(bytes: Buffer, start: number): Outcome<Rows> {
  const [first = ''] = textParts(bytes, start, 1);
  const counts = [',', ';', '\t', '|'].map((mark) => ({ mark, times: first.split(mark).length }));
  const delimiter = counts.sort((one, two) => two.times - one.times)[0]?.mark ?? ',';
  const heading = rowsOf(first, delimiter, undefined);
  if ('refused' in heading) return heading;
  const names = heading[0] ?? [];
  function* parts() {
    let line = 2;
    for (const text of textParts(bytes, start + Buffer.byteLength(first), partBytes)) {
      const rows = rowsOf(text, delimiter, { width: names.length, line });
      yield rows;
      if ('refused' in rows) return;
      line += rows.length;
    }
  }
  return { names, parts: parts(), firstLine: 2 };
}

/** Parts of whole lines of about `size` bytes: each ends at the end of a line that is not inside quotes. */
function* textParts(bytes: Buffer, start: number, size: number): Generator<string> {
  let from = start;
  while (from < bytes.length) {
    let end = from;
    let text = '';
    let isQuoted = false;
    do {
      const found = bytes.indexOf(10, Math.min(bytes.length, Math.max(end, from + size - 1)));
      const next = found < 0 ? bytes.length : found + 1;
      const more = bytes.toString('utf8', end, next);
      isQuoted = (more.split('"').length % 2 === 0) !== isQuoted;
      text += more;
      end = next;
    } while (isQuoted && end < bytes.length);
    from = end;
    yield text;
  }
}

function rowsOf(
  text: string,
  delimiter: string,
  expected: { width: number; line: number } | undefined,
): Outcome<readonly (readonly string[])[]> {
  if (text.includes('"')) return quotedRows(text, delimiter);
  const rows: string[][] = [];
  for (const line of text.split('\n')) {
    if (line.trim() === '') continue;
    const cells = line.split(delimiter).map((cell) => cell.trim());
    if (expected !== undefined && cells.length !== expected.width) {
      const message = `Line ${expected.line + rows.length} has ${cells.length} columns, the first line ${expected.width}.`;
      return refuse('invalid', 'file-not-a-table', message, { line: expected.line + rows.length });
    }
    rows.push(cells);
  }
  return rows;
}

function quotedRows(text: string, delimiter: string): Outcome<readonly (readonly string[])[]> {
  try {
    return parse(text, { delimiter, skip_empty_lines: true, trim: true });
  } catch (error) {
    const message = `The file is not a table: ${error instanceof Error ? error.message : String(error)}.`;
    return refuse('invalid', 'file-not-a-table', message);
  }
}

function fixedRows(bytes: Buffer, start: number, columns: string): Outcome<Rows> {
  const places = columns.split(',').map((column) => /^\s*([^:]+):(\d+)-(\d+)\s*$/.exec(column));
  const wrong = places.findIndex(
    (place) => place === null || Number(place[2]) < 1 || Number(place[3]) < Number(place[2]),
  );
  if (wrong >= 0) {
    const message = `--columns wants name:from-to, places counted from 1, as in customer:1-6,date:12-20; got "${columns.split(',')[wrong]}".`;
    return refuse('invalid', 'columns-unreadable', message);
  }
  function* parts() {
    for (const text of textParts(bytes, start, partBytes)) {
      const lines = text.split(/\r?\n/).filter((line) => line.trim() !== '');
      yield lines.map((line) =>
        places.map((place) => line.slice(Number(place?.[2]) - 1, Number(place?.[3])).trim()),
      );
    }
  }
  return { names: places.map((place) => place?.[1] ?? ''), parts: parts(), firstLine: 1 };
}
