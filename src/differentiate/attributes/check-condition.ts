import { type Outcome, refuse } from '#platform/errors';
import type { Attribute } from '#platform/module';
import type { Condition, Leaf } from './api.ts';
import { checkValue } from './check-value.ts';
import { leavesOf } from './condition.ts';
import { operatorsOf } from './operator.ts';

const depthMax = 12;
const leavesMax = 200;

/** What is wrong with one comparison: where it stands in the tree, the attribute, and what to change. */
export type LeafFault = { readonly path: string; readonly attribute: string; readonly message: string };

function faultOf(leaf: Leaf, find: (name: string) => Attribute | undefined): string | undefined {
  const attribute = find(leaf.attribute);
  if (attribute === undefined) return 'is not a known attribute';
  const fitting = operatorsOf(attribute.type);
  if (!fitting.includes(leaf.operator))
    return `is of type ${attribute.type}: "${leaf.operator}" does not apply; use one of ${fitting.map((one) => `"${one}"`).join(', ')}`;
  return checkValue(attribute.type, leaf.operator, leaf.value);
}

/**
 * Checks a condition against the attributes there are. Refuses with every faulty comparison named by its place
 * (`and[1].or[0]`), and trees too deep (12) or too large (200 comparisons) to be read by anyone.
 */
export function checkCondition(
  condition: Condition,
  find: (name: string) => Attribute | undefined,
): Outcome<Condition> {
  const faults: LeafFault[] = [];
  let leaves = 0;
  for (const { path, depth, leaf } of leavesOf(condition)) {
    leaves += 1;
    if (depth > depthMax || leaves > leavesMax)
      return refuse(
        'invalid',
        'condition-too-large',
        `A condition may nest ${depthMax} levels and hold ${leavesMax} comparisons: save a part of it as a segment.`,
      );
    if (!('attribute' in leaf)) continue;
    const message = faultOf(leaf, find);
    if (message !== undefined)
      faults.push({ path: path === '' ? 'condition' : path, attribute: leaf.attribute, message });
  }
  if (faults.length === 0) return condition;
  const words = faults.map((fault) => `${fault.path}: ${fault.attribute} ${fault.message}`).join('; ');
  return refuse('invalid', 'condition-invalid', `The condition cannot be read. ${words}.`, { faults });
}
