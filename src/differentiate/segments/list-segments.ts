import { z } from 'zod';
import type { Registry } from '#differentiate/attributes';
import type { Database } from '#platform/database';
import { isRefusal, type Outcome } from '#platform/errors';
import type { SegmentView } from './api.ts';
import { readCursor, writeCursor } from './cursor.ts';
import { describeConditions } from './describe-condition.ts';
import type { Segment } from './segment.ts';
import { listSegmentRows, type SegmentPage } from './segments.store.ts';

const Place = z.object({ key: z.string(), segmentId: z.int() });

/** Segments as they are shown, each with its sentence. */
export async function viewSegments(
  needs: { db: Database; registry: Registry },
  segments: readonly Segment[],
): Promise<SegmentView[]> {
  const sentences = await describeConditions(
    needs,
    segments.map((segment) => segment.condition),
  );
  return segments.map((segment, index) => ({
    segmentId: segment.segmentId,
    name: segment.name,
    condition: segment.condition,
    sentence: sentences[index] ?? { fr: '', en: '' },
    version: segment.version,
    createdBy: segment.createdBy,
    createdAt: segment.createdAt.toISOString(),
    changedAt: segment.changedAt.toISOString(),
    archivedAt: segment.archivedAt?.toISOString() ?? null,
  }));
}

/** One page of saved segments, by name (accents and case do not count) and order. */
export async function listSegments(
  needs: { db: Database; registry: Registry },
  input: Omit<SegmentPage, 'after'> & { cursor?: string | undefined },
): Promise<Outcome<{ items: SegmentView[]; nextCursor: string | null; total: number }>> {
  const after = input.cursor === undefined ? undefined : readCursor(input.cursor, Place);
  if (isRefusal(after)) return after;
  const { rows, total } = await listSegmentRows(needs.db, { ...input, after });
  const last = rows.at(-1);
  return {
    items: await viewSegments(needs, rows),
    nextCursor:
      last !== undefined && rows.length === input.limit
        ? writeCursor({ key: last.key, segmentId: last.segmentId })
        : null,
    total,
  };
}
