import type { LineFault, RowBatch } from './row-batch.ts';

const nul: LineFault = { code: 'nul-character', message: 'holds a NUL character' };

/**
 * Makes faults of rows with a NUL character or, when `invalid`, a sign standing for bytes that are not of the encoding:
 * no such value is what its author wrote. Columns are named by position.
 */
export function markOddities(batch: RowBatch, invalid: boolean): void {
  for (const [index, row] of batch.rows.entries()) {
    const fault = oddityOf(row, invalid);
    if (fault !== undefined) batch.faults.set(index, fault);
  }
}

function oddityOf(row: readonly string[], invalid: boolean): LineFault | undefined {
  const withNul = row.findIndex((value) => value.includes('\0'));
  if (withNul !== -1) return { ...nul, column: String(withNul + 1) };
  const bad = invalid ? row.findIndex((value) => value.includes('\ufffd')) : -1;
  if (bad === -1) return undefined;
  return {
    column: String(bad + 1),
    code: 'wrong-encoding',
    message: 'holds bytes that are not of the encoding the file is read in',
  };
}

/** The same for a value that was written with escapes (JSON, XML): NUL, or half of a character. */
export function escapedOddity(value: string, column: string): LineFault | undefined {
  if (value.includes('\0')) return { ...nul, column, message: `${column} holds a NUL character.` };
  if (!/\p{Surrogate}/u.test(value)) return undefined;
  return { column, code: 'wrong-encoding', message: `${column} holds half of a character.` };
}
