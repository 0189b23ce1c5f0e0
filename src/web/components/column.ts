import type { ReactNode } from 'react';

/** One column of a table: how it is headed, shown, sorted, exported, and what becomes of it on a phone. */
export type Column<Row> = {
  readonly id: string;
  readonly header: string;
  readonly cell: (row: Row) => ReactNode;
  /** The same value as plain text, for the CSV; a column without it is not exported. */
  readonly text?: (row: Row) => string;
  readonly sortable?: boolean;
  readonly numeric?: boolean;
  readonly width?: number | string;
  /** Hidden until chosen in the column menu. */
  readonly hidden?: boolean;
  /** On a phone a row has two lines: `title` and `end` share the first, `detail` the second. Others are left out. */
  readonly phone?: 'title' | 'end' | 'detail';
};

/** A sort as it stands in the URL: `name`, or `-name` for descending. */
export type Sort = { readonly id: string; readonly descending: boolean };

/** Reads a sort from its URL form. */
export function readSort(text: string | undefined): Sort | undefined {
  if (text === undefined || text === '') return undefined;
  return text.startsWith('-') ? { id: text.slice(1), descending: true } : { id: text, descending: false };
}

/** The URL form after a click on a column head: ascending, descending, then unsorted. */
export function nextSort(
  current: string | undefined,
  id: string,
  firstDescending = false,
): string | undefined {
  const [first, second] = firstDescending ? [`-${id}`, id] : [id, `-${id}`];
  if (current === first) return second;
  return current === second ? undefined : first;
}
