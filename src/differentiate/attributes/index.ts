export type { AttributeView, Condition, ConditionValue, Leaf, Operator } from './api.ts';
export { attributesModule } from './attributes.module.ts';
export type { LeafFault } from './check-condition.ts';
export type { SelectionCursor, SelectionOrder, SelectionQuestion } from './compose-selection.ts';
export { everyone, leavesOf } from './condition.ts';
export { type AttributeValue, readValue } from './read-value.ts';
export { createRegistry, type Registry, type WarehouseQuestion } from './registry.ts';
