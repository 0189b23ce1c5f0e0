import type { LineProblem } from '../api.ts';
import type { LineFault } from '../reading/row-batch.ts';

const shownCharacters = 200;

/** A refused line as people are shown it: with what the column at fault holds, shortened. */
export function problemOf(
  refused: { readonly line: number; readonly fault: LineFault; readonly row: readonly string[] },
  columns: readonly string[],
): LineProblem {
  const { line, fault, row } = refused;
  const { column = null, code, message } = fault;
  const at = column === null ? -1 : columns.indexOf(column);
  const value = at === -1 ? null : shown(row[at] ?? '');
  return { line, column, value, code, message };
}

/** A value short enough to show, without the characters that no document may hold. */
export function shown(value: string): string {
  const plain = value.replaceAll('\0', '\u2400');
  return plain.length > shownCharacters ? `${plain.slice(0, shownCharacters)}…` : plain;
}
