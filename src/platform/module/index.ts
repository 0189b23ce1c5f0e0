export type { Attribute, AttributeSource, AttributeType, Module, Words } from './module.ts';
