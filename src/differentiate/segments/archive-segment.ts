import type { Clock } from '#platform/clock';
import { type Database, inTransaction } from '#platform/database';
import { isRefusal, type Outcome, refuse } from '#platform/errors';
import { findSegment } from './find-segment.ts';
import type { Segment } from './segment.ts';
import { archiveRow, lockSegments, segmentsUsing } from './segments.store.ts';

/** Takes a segment out of use; what was done with it stays explained. Refuses while another segment is built on it. */
export function archiveSegment(
  needs: { db: Database; clock: Clock },
  segmentId: number,
): Promise<Outcome<Segment>> {
  return inTransaction(needs.db, async (db) => {
    await lockSegments(db);
    const segment = await findSegment({ db }, segmentId);
    if (isRefusal(segment) || segment.archivedAt !== null) return segment;
    const usedBy = await segmentsUsing(db, segmentId);
    if (usedBy.length > 0)
      return refuse(
        'conflict',
        'segment-in-use',
        `"${segment.name}" is part of ${usedBy.map((one) => `"${one.name}"`).join(', ')}: change those first.`,
        { usedBy },
      );
    await archiveRow(db, segmentId, needs.clock.now());
    return findSegment({ db }, segmentId);
  });
}
