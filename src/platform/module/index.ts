export type { Attribute, AttributeSource, AttributeType, Measure, Module, Words } from './module.ts';
