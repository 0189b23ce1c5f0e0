import type { Condition, Leaf } from './api.ts';

/** Everyone known: the empty conjunction. */
export const everyone: Condition = { and: [] };

/** The comparisons and segment references of a condition, each with where it stands: `and[1].not`. */
export function* leavesOf(
  condition: Condition,
  path = '',
  depth = 1,
): Generator<{ path: string; depth: number; leaf: Leaf | { segment: number } }> {
  const inside = path === '' ? '' : `${path}.`;
  if ('and' in condition) yield* eachOf(condition.and, `${inside}and`, depth);
  else if ('or' in condition) yield* eachOf(condition.or, `${inside}or`, depth);
  else if ('not' in condition) yield* leavesOf(condition.not, `${inside}not`, depth + 1);
  else yield { path, depth, leaf: condition };
}

function* eachOf(conditions: readonly Condition[], path: string, depth: number): ReturnType<typeof leavesOf> {
  for (const [index, condition] of conditions.entries())
    yield* leavesOf(condition, `${path}[${index}]`, depth + 1);
}

/** The names of the attributes a condition reads, each once. */
export function attributesOf(condition: Condition): string[] {
  const names = new Set<string>();
  for (const { leaf } of leavesOf(condition)) if ('attribute' in leaf) names.add(leaf.attribute);
  return [...names];
}
