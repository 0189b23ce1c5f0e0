import type { AttributeType } from '#platform/module';
import type { Operator } from './api.ts';

const knowing: readonly Operator[] = ['is known', 'is unknown'];
const ordering: readonly Operator[] = ['=', '!=', '<', '<=', '>', '>=', 'between'];

const fitting: Readonly<Record<AttributeType, readonly Operator[]>> = {
  number: [...ordering, 'in', ...knowing],
  money: [...ordering, ...knowing],
  text: ['=', '!=', 'in', 'contains', 'starts with', ...knowing],
  date: [...ordering, 'in the last days', 'not in the last days', ...knowing],
  boolean: ['=', ...knowing],
  list: ['has any', 'has all', 'has none', ...knowing],
};

/** The operators that make sense for a type of attribute, in the order a pick list shows them. */
export function operatorsOf(type: AttributeType): readonly Operator[] {
  return fitting[type];
}
