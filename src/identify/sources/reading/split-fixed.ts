import type { FixedFormat } from './format.ts';
import { createLineSplitter } from './split-lines.ts';

/** Reads columns of fixed width; values lose the spaces that filled them, and a short line has empty last columns. */
export function createFixedSplitter(columns: FixedFormat['columns']) {
  return createLineSplitter((line) =>
    columns.map(({ start, width }) => line.slice(start - 1, start - 1 + width).trim()),
  );
}
