import type { RecordKind } from './record-kinds.ts';

/** A record read from a line: its values in the order of its kind's fields, and what is kept beside. */
export type ReadRecord = {
  readonly kind: RecordKind;
  readonly values: readonly string[];
  readonly other: Readonly<Record<string, string>> | undefined;
  /** The number of a record that comes again and again, the same object each time. */
  readonly again?: number;
};
