import { type Condition, leavesOf, type Registry } from '#differentiate/attributes';
import type { Database } from '#platform/database';
import { isRefusal, type Outcome, refuse } from '#platform/errors';
import { selectSegments } from './segments.store.ts';

const segmentsMax = 50;
const comparisonsMax = 1000;

/** The numbers of the saved segments a condition names itself. */
export function segmentsNamedIn(condition: Condition): number[] {
  const named = new Set<number>();
  for (const { leaf } of leavesOf(condition)) if ('segment' in leaf) named.add(leaf.segment);
  return [...named];
}

/** Every segment a condition leads to, through any number of others. Refuses unknown ones and more than 50. */
async function reachableSegments(
  db: Database,
  condition: Condition,
): Promise<Outcome<Map<number, Condition>>> {
  const found = new Map<number, Condition>();
  let wanted = segmentsNamedIn(condition);
  while (wanted.length > 0) {
    const segments = await selectSegments(db, wanted);
    const missing = wanted.find(
      (id) => !segments.some((one) => one.segmentId === id && one.archivedAt === null),
    );
    if (missing !== undefined)
      return refuse(
        'invalid',
        'no-such-segment',
        `There is no segment ${missing}, or it was archived: choose another.`,
        {
          segmentId: missing,
        },
      );
    for (const segment of segments) found.set(segment.segmentId, segment.condition);
    if (found.size > segmentsMax)
      return refuse(
        'invalid',
        'too-many-segments',
        `A condition may lead to ${segmentsMax} segments at most.`,
      );
    wanted = [...new Set(segments.flatMap((one) => segmentsNamedIn(one.condition)))].filter(
      (id) => !found.has(id),
    );
  }
  return found;
}

function replace(condition: Condition, meaning: (segmentId: number) => Condition): Condition {
  if ('and' in condition) return { and: condition.and.map((one) => replace(one, meaning)) };
  if ('or' in condition) return { or: condition.or.map((one) => replace(one, meaning)) };
  if ('not' in condition) return { not: replace(condition.not, meaning) };
  return 'segment' in condition ? meaning(condition.segment) : condition;
}

/** How many comparisons a condition has once its segments are spelled out; infinite when they form a circle. */
function sizeOf(
  condition: Condition,
  segments: ReadonlyMap<number, Condition>,
  sizes: Map<number, number>,
): number {
  let size = 0;
  for (const { leaf } of leavesOf(condition)) {
    if ('attribute' in leaf) size += 1;
    else {
      const meant = segments.get(leaf.segment);
      // Infinite while it is being measured: met again then, it contains itself.
      if (meant !== undefined && !sizes.has(leaf.segment)) {
        sizes.set(leaf.segment, Number.POSITIVE_INFINITY);
        sizes.set(leaf.segment, sizeOf(meant, segments, sizes));
      }
      size += sizes.get(leaf.segment) ?? 0;
    }
  }
  return size;
}

/**
 * A condition ready for the registry: checked, and saved segments put in place of their numbers. Refuses unknown
 * attributes and segments, comparisons that do not fit, and a circle (also through `segmentId`, the one being changed).
 */
export async function resolveCondition(
  needs: { db: Database; registry: Registry },
  condition: Condition,
  segmentId?: number,
): Promise<Outcome<Condition>> {
  const checked = needs.registry.check(condition);
  if (isRefusal(checked)) return checked;
  const segments = await reachableSegments(needs.db, condition);
  if (isRefusal(segments)) return segments;
  const changed = segmentId === undefined ? [] : [[segmentId, Number.POSITIVE_INFINITY] as const];
  const size = sizeOf(condition, segments, new Map(changed));
  if (size === Number.POSITIVE_INFINITY)
    return refuse(
      'invalid',
      'segment-circle',
      'A segment cannot be defined by itself, not even through others.',
    );
  if (size > comparisonsMax)
    return refuse(
      'invalid',
      'condition-too-large',
      `Spelled out, the condition has ${size} comparisons; ${comparisonsMax} is the most.`,
    );
  const spelledOut = (one: Condition): Condition =>
    replace(one, (id) => spelledOut(segments.get(id) ?? { or: [] }));
  return spelledOut(condition);
}
