export type { Condition, ConditionValue, Leaf, Operator } from './api.ts';
export { attributesModule } from './attributes.module.ts';
export type { SelectionCursor, SelectionOrder } from './compose-selection.ts';
export { everyone, leavesOf } from './condition.ts';
export { type AttributeValue, readValue } from './read-value.ts';
export { createRegistry, type Registry } from './registry.ts';
