/** Some rows of a table, each with one text per column. */
export type TextRows = readonly (readonly string[])[];

/** A table read from a file, its values as text. */
export type TextTable = { readonly columns: readonly string[]; readonly batches: AsyncIterable<TextRows> };
