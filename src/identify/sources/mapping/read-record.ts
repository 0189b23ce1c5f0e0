import type { RecordKind } from './record-kinds.ts';

/** A record read from a line: its values in the order of its kind's fields, and what is kept beside. */
export type ReadRecord = {
  readonly kind: RecordKind;
  readonly values: readonly string[];
  readonly other: Readonly<Record<string, string>> | undefined;
};
