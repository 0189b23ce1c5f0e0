import type { ReactNode } from 'react';
import type { Column } from './column.ts';

export type Search = { value: string; onChange: (value: string) => void; placeholder?: string };

export type Paging = {
  /** Place of the first row shown, from 1; when unknown only the page number is said. */
  from?: number;
  shown: number;
  total?: number | undefined;
  /** The count stopped at `total`: there are more. */
  totalIsAtLeast?: boolean;
  page: number;
  onPrevious: (() => void) | undefined;
  onNext: (() => void) | undefined;
  size?: { value: number; onChange: (size: number) => void };
};

export type DataTableProps<Row> = {
  /** Names the table in saved preferences and in the file it exports. */
  id: string;
  label: string;
  columns: readonly Column<Row>[];
  rows: readonly Row[] | undefined;
  rowId: (row: Row) => string;
  rowName: (row: Row) => string;
  onOpen?: (row: Row) => void;
  /** The row now open in a drawer. */
  openId?: string | undefined;
  busy: boolean;
  thrown?: unknown;
  again?: () => void;
  search?: Search;
  filters?: ReactNode;
  /** How many filters are set; tells an empty base from an empty result. */
  criteria?: number;
  onReset?: () => void;
  sort?: string | undefined;
  onSort?: (sort: string | undefined) => void;
  paging?: Paging;
  bulk?: (ids: readonly string[], clear: () => void) => ReactNode;
  empty: { title: string; detail?: string; action?: ReactNode };
  /** Reads every row for the CSV; the rows on screen when absent. */
  allRows?: () => Promise<readonly Row[]>;
  skeletonRows?: number;
  /** Hides the CSV of this table, where the page has an export of its own. */
  withoutCsv?: boolean;
};
