import { csvLine, csvStart } from '#platform/csv';
import type { Database } from '#platform/database';
import { isRefusal, type Outcome, refuse } from '#platform/errors';
import { listRejects, type StoredReject } from '../imports/chunks.store.ts';
import { findImport } from '../imports/imports.store.ts';
import type { Import, ImportNeeds } from '../imports/import.ts';
import { keptFileOf } from '../imports/keep-file.ts';
import { openRows } from '../reading/open-rows.ts';

const linesARead = 1000;
const reasons = ['line', 'column', 'code', 'message'];

/**
 * The refused lines of an import as CSV for spreadsheets: the file's own columns, then the line, column, code and message.
 * Streamed: memory stays flat. No cell is run as a formula. Refuses an import that does not exist.
 */
export async function exportRejects(
  importId: number,
  needs: Pick<ImportNeeds, 'database' | 'folder'>,
): Promise<Outcome<{ readonly fileName: string; readonly content: AsyncIterable<string> }>> {
  const { db } = needs.database;
  const found = await findImport(db, importId);
  if (found === undefined) return refuse('not-found', 'no-such-import', `There is no import ${importId}.`);
  const columns = await columnsOf(found, needs);
  return { fileName: `import-${importId}-errors.csv`, content: lines(db, importId, columns) };
}

async function* lines(
  db: Database,
  importId: number,
  columns: readonly string[] | undefined,
): AsyncGenerator<string> {
  let after = 0;
  let page = await listRejects(db, importId, { after, limit: linesARead });
  // The file itself may be gone: then columns are known by their places.
  const names = columns ?? Array.from({ length: widest(page) }, (_, index) => `column${index + 1}`);
  yield csvStart + csvLine([...names, ...reasons]);
  while (page.length > 0) {
    yield page.map((reject) => csvLine(cellsOf(reject, names.length))).join('');
    after = page.at(-1)?.line ?? after;
    page = await listRejects(db, importId, { after, limit: linesARead });
  }
}

const widest = (page: readonly StoredReject[]) =>
  page.reduce((most, { content }) => Math.max(most, content.length), 1);

/** As many cells as columns: what a line has beyond them stays in its last cell, so that nothing is lost. */
function cellsOf({ content, line, column, code, message }: StoredReject, width: number) {
  const cells = Array.from({ length: width }, (_, index) => content[index] ?? '');
  if (content.length > width) cells[width - 1] = content.slice(width - 1).join(';');
  return [...cells, line, column, code, message];
}

async function columnsOf(
  found: Import,
  needs: Pick<ImportNeeds, 'folder'>,
): Promise<readonly string[] | undefined> {
  try {
    const rows = await openRows(keptFileOf(found, needs), found.mapping.format);
    if (isRefusal(rows)) return undefined;
    await rows.batches.return(undefined);
    return rows.columns;
  } catch {
    return undefined;
  }
}
