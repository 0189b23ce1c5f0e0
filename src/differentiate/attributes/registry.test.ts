import { expect, it } from 'vitest';
import type { Attribute, AttributeSource } from '#platform/module';
import { ConditionShape } from './api.ts';
import { createRegistry } from './registry.ts';

const words = { fr: '', en: '' };
const offered = (name: string, more: Partial<Attribute> = {}): Attribute => ({
  name,
  type: 'number',
  label: words,
  meaning: words,
  expression: name,
  missing: '0',
  ...more,
});
const source = (module: string, ...attributes: Attribute[]): AttributeSource => ({
  name: module,
  module,
  query: `SELECT customer_id FROM ${module}`,
  attributes,
});

it('does not start with two attributes of one name, a name that is no name, a list that may be NULL', () => {
  expect(() => createRegistry([source('a', offered('age')), source('b', offered('age'))])).toThrow(
    '"age" is offered by a and again by b',
  );
  for (const name of ['Age', 'net sales', 'a`b', 'customerId'])
    expect(() => createRegistry([source('a', offered(name))])).toThrow('camelCase');
  expect(() => createRegistry([source('a', offered('tags', { type: 'list', missing: 'NULL' }))])).toThrow(
    '[]',
  );
});

it('joins only the sources that the condition, the columns and the order read', () => {
  const registry = createRegistry([
    source('one', offered('age')),
    source('two', offered('orders')),
    source('three', offered('visits')),
  ]);
  const now = new Date(0);
  const condition = { attribute: 'age', operator: '>' as const, value: 40 };
  const { query, parameters } = registry.selectCustomers({ condition, columns: ['orders'], now });
  expect(query).toContain('FROM one');
  expect(query).toContain('FROM two');
  expect(query).not.toContain('FROM three');
  expect(query).not.toContain('40');
  expect(Object.values(parameters)).toContain(40);
  expect(registry.countCustomers({ condition: { and: [] }, now }).query).not.toContain('JOIN');
});

it('reads a condition only in its exact shape', () => {
  const leaf = { attribute: 'age', operator: '>', value: 1 };
  expect(ConditionShape.safeParse({ and: [{ or: [leaf] }, { not: { segment: 3 } }] }).success).toBe(true);
  for (const wrong of [
    { ...leaf, operator: 'like' },
    { and: [leaf], or: [leaf] },
    { not: [leaf] },
    {},
    'all',
    null,
  ])
    expect(ConditionShape.safeParse(wrong).success).toBe(false);
});
