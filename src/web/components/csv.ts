/**
 * One line of CSV. Quotes what needs it, and disarms cells a spreadsheet would run as a formula (`=`, `+`, `-`, `@`, tab)
 * with a leading apostrophe; a plain number keeps its sign.
 */
export function csvLine(cells: readonly string[], delimiter: string): string {
  return `${cells.map((cell) => quoted(disarmed(cell), delimiter)).join(delimiter)}\r\n`;
}

function disarmed(cell: string): string {
  const isNumber = /^[-+\u2212]?[\d\s.,]+$/u.test(cell);
  return /^[=+\-@\t\r]/.test(cell) && !isNumber ? `'${cell}` : cell;
}

function quoted(cell: string, delimiter: string): string {
  const needed = cell.includes(delimiter) || /["\r\n]/.test(cell);
  return needed ? `"${cell.replaceAll('"', '""')}"` : cell;
}

/** A whole CSV for download: UTF-8 with a byte order mark, `;` for French spreadsheets, `,` otherwise. */
export function csvFile(rows: readonly (readonly string[])[], language: 'fr' | 'en'): Blob {
  const delimiter = language === 'fr' ? ';' : ',';
  return new Blob(['\ufeff', ...rows.map((row) => csvLine(row, delimiter))], {
    type: 'text/csv;charset=utf-8',
  });
}

/** Hands a file made in the browser to the reader. */
export function download(content: Blob, fileName: string): void {
  const address = URL.createObjectURL(content);
  const link = document.createElement('a');
  link.href = address;
  link.download = fileName;
  link.click();
  URL.revokeObjectURL(address);
}
