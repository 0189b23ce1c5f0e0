import type { Condition } from '#differentiate/attributes';

/** A saved, versioned, readable condition: who is meant, by name. */
export type Segment = {
  readonly segmentId: number;
  readonly name: string;
  readonly condition: Condition;
  readonly version: number;
  readonly createdBy: string;
  readonly createdAt: Date;
  readonly changedAt: Date;
  readonly archivedAt: Date | null;
};

/** What a segment was at one time. */
export type SegmentVersion = {
  readonly version: number;
  readonly name: string;
  readonly condition: Condition;
  readonly changedBy: string;
  readonly changedAt: Date;
};
