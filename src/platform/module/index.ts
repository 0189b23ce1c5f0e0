export type { Attribute, AttributeSource, AttributeType, Measure, Module, Words } from './module.ts';
export { words } from './words.ts';
