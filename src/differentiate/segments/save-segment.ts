import type { Condition, Registry } from '#differentiate/attributes';
import type { Clock } from '#platform/clock';
import { type Database, inTransaction } from '#platform/database';
import { isRefusal, type Outcome, type Refusal, refuse } from '#platform/errors';
import { findSegment } from './find-segment.ts';
import { resolveCondition } from './resolve-condition.ts';
import type { Segment } from './segment.ts';
import { insertSegment, insertVersion, lockSegments, segmentNamed, updateSegment } from './segments.store.ts';

type Needs = { db: Database; registry: Registry; clock: Clock };

function nameTaken(name: string): Refusal {
  return refuse(
    'conflict',
    'segment-name-taken',
    `Another segment is named "${name}": choose another name.`,
    { name },
  );
}

/** Saves a new segment. Refuses a condition that cannot be read and a name already in use. */
export function createSegment(
  needs: Needs,
  input: { name: string; condition: Condition; by: string },
): Promise<Outcome<Segment>> {
  return inTransaction(needs.db, async (db) => {
    await lockSegments(db);
    const meant = await resolveCondition({ db, registry: needs.registry }, input.condition);
    if (isRefusal(meant)) return meant;
    const segment = await insertSegment(db, { ...input, at: needs.clock.now() });
    if (segment === undefined) return nameTaken(input.name);
    await insertVersion(db, segment, input.by);
    return segment;
  });
}

/**
 * Saves the next version of a segment; earlier ones stay readable. Refuses when it changed since `version` was read,
 * when the name is taken, when the condition cannot be read or leads back to this segment.
 */
export function changeSegment(
  needs: Needs,
  input: { segmentId: number; version: number; name: string; condition: Condition; by: string },
): Promise<Outcome<Segment>> {
  const { segmentId, version, name } = input;
  return inTransaction(needs.db, async (db) => {
    await lockSegments(db);
    const current = await findSegment({ db }, segmentId);
    if (isRefusal(current)) return current;
    if (current.archivedAt !== null)
      return refuse('gone', 'segment-archived', `Segment ${segmentId} was archived: make a new one.`);
    const meant = await resolveCondition({ db, registry: needs.registry }, input.condition, segmentId);
    if (isRefusal(meant)) return meant;
    const named = await segmentNamed(db, name);
    if (named !== undefined && named.segmentId !== segmentId) return nameTaken(name);
    const segment = await updateSegment(db, segmentId, version, { ...input, at: needs.clock.now() });
    if (segment === undefined)
      return refuse(
        'conflict',
        'segment-changed',
        `Segment ${segmentId} is at version ${current.version}, not ${version}: read it again, then change it.`,
        { version: current.version },
      );
    await insertVersion(db, segment, input.by);
    return segment;
  });
}
