export type CsvCell = string | number | bigint | boolean | Date | null | undefined;

/**
 * One line of a CSV file for people (RFC 4180, CRLF), safe to open in a spreadsheet: text that begins with = + - @, a tab or
 * a carriage return is given a leading apostrophe, so that no cell is run as a formula (OWASP, CSV injection). Numbers, and
 * text that is only a negative decimal, stay as they are. Dates are ISO 8601 in UTC; null is an empty cell.
 */
export function csvLine(cells: readonly CsvCell[], separator = ';'): string {
  return `${cells.map((cell) => encode(plain(cell), separator)).join(separator)}\r\n`;
}

/** What a CSV file begins with for spreadsheets to read it as UTF-8. */
export const csvStart = '\uFEFF';

function plain(cell: CsvCell): string {
  if (cell === null || cell === undefined) return '';
  if (cell instanceof Date) return cell.toISOString();
  if (typeof cell !== 'string') return String(cell);
  return /^[=+\-@\t\r]/.test(cell) && !/^-\d+(\.\d+)?$/.test(cell) ? `'${cell}` : cell;
}

function encode(text: string, separator: string): string {
  return /["\r\n]/.test(text) || text.includes(separator) ? `"${text.replaceAll('"', '""')}"` : text;
}
