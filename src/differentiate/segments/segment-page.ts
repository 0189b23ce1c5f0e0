import type { Registry } from '#differentiate/attributes';
import type { Database } from '#platform/database';
import { describeConditions } from './describe-condition.ts';
import { viewSegments } from './list-segments.ts';
import type { Segment } from './segment.ts';
import { segmentsUsing, selectVersions } from './segments.store.ts';

/** A segment with its versions, newest first, and the living segments built on it. */
export async function segmentPage(needs: { db: Database; registry: Registry }, segment: Segment) {
  const [view] = await viewSegments(needs, [segment]);
  if (view === undefined) throw new Error('A segment without a view.');
  const versions = await selectVersions(needs.db, segment.segmentId);
  const sentences = await describeConditions(
    needs,
    versions.map((version) => version.condition),
  );
  return {
    ...view,
    versions: versions.map((version, index) => ({
      version: version.version,
      name: version.name,
      sentence: sentences[index] ?? { fr: '', en: '' },
      changedBy: version.changedBy,
      changedAt: version.changedAt.toISOString(),
    })),
    usedBy: await segmentsUsing(needs.db, segment.segmentId),
  };
}
