/** Why one line could not be read or used: what a person needs to find and mend it. */
export type LineFault = {
  /** Name of the column, when the fault lies in one. */
  readonly column?: string;
  /** Stable and kebab-case: `broken-quotes`, `bad-date`. */
  readonly code: string;
  readonly message: string;
};

/** Some rows read one after the other, held as columns of this object so that millions stay cheap. */
export type RowBatch = {
  /** Number of the line each row starts on, from 1 (the header included); in a workbook, the row number. */
  readonly lines: number[];
  /** The values of each row, in the order of the columns. */
  readonly rows: string[][];
  /** By index in this batch, the rows that could not be read; their values are then only for showing. */
  readonly faults: Map<number, LineFault>;
};

export function emptyBatch(): RowBatch {
  return { lines: [], rows: [], faults: new Map() };
}

/** Turns text, as it comes, into rows. `end` gives what was still waiting for its end of line. */
export type Splitter = {
  push(text: string): RowBatch;
  end(): RowBatch;
  /** Characters held of a row whose end has not come. */
  waiting(): number;
};

/** A line longer than this is refused instead of being held in memory. */
export const longestLine = 1_048_576;
