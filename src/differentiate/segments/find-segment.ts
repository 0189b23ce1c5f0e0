import type { Database } from '#platform/database';
import { type Outcome, refuse } from '#platform/errors';
import type { Segment } from './segment.ts';
import { selectSegment } from './segments.store.ts';

/** A segment by its number, archived or not. */
export async function findSegment(needs: { db: Database }, segmentId: number): Promise<Outcome<Segment>> {
  const segment = await selectSegment(needs.db, segmentId);
  return (
    segment ?? refuse('not-found', 'no-such-segment', `There is no segment ${segmentId}.`, { segmentId })
  );
}
