/** The table behind a drawing: heads, then rows of cells already written for the reader. */
export type ChartData = {
  readonly heads: readonly string[];
  readonly rows: readonly (readonly string[])[];
};
