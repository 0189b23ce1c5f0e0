import { expect, it } from 'vitest';
import type { AttributeView, Condition } from '#differentiate/attributes/api';
import { conditionOf, draftOf, type LineDraft, newLine, withAttribute, withOperator } from './draft.ts';

const view = (
  name: string,
  type: AttributeView['type'],
  operators: AttributeView['operators'],
): AttributeView => ({
  name,
  type,
  operators,
  module: 'value',
  source: 'orders',
  label: { fr: name, en: name },
  meaning: { fr: name, en: name },
  unit: null,
  values: null,
});
const attributes = new Map([
  ['net', view('net', 'money', ['=', '>', 'between', 'is known'])],
  ['city', view('city', 'text', ['=', 'in', 'is known'])],
  ['last', view('last', 'date', ['<', 'in the last days'])],
  ['member', view('member', 'boolean', ['='])],
]);

it('a saved condition comes back unchanged after being shown for editing', () => {
  const conditions: Condition[] = [
    { and: [] },
    { and: [{ attribute: 'net', operator: '>', value: '120.50' }, { not: { segment: 4 } }] },
    {
      or: [
        { attribute: 'city', operator: 'in', value: ['Lille', 'Brest'] },
        { not: { and: [{ attribute: 'last', operator: 'in the last days', value: 30 }] } },
      ],
    },
    { and: [{ not: { or: [{ attribute: 'member', operator: '=', value: false }, { segment: 2 }] } }] },
    {
      and: [
        { attribute: 'net', operator: 'between', value: ['10', '20'] },
        { attribute: 'net', operator: 'is known' },
      ],
    },
  ];
  for (const condition of conditions) expect(conditionOf(draftOf(condition), attributes)).toEqual(condition);
});

it('a lone comparison is shown as a group of one, and a doubly negated part keeps its meaning', () => {
  expect(conditionOf(draftOf({ attribute: 'city', operator: '=', value: 'Lille' }), attributes)).toEqual({
    and: [{ attribute: 'city', operator: '=', value: 'Lille' }],
  });
  const twice = conditionOf(draftOf({ not: { not: { segment: 3 } } }), attributes);
  expect(twice).toEqual({ not: { and: [{ not: { segment: 3 } }] } });
});

it('an unfinished line keeps the whole condition from being asked', () => {
  const line = { ...newLine(), attribute: 'net', operator: '>' as const };
  const group = (item: LineDraft) => ({ ...draftOf({ and: [] }), items: [item] });
  expect(conditionOf(group(newLine()), attributes)).toBeUndefined();
  expect(conditionOf(group({ ...line, value: '12,5' }), attributes)).toBeUndefined();
  expect(conditionOf(group({ ...line, operator: 'between', value: ['1'] }), attributes)).toBeUndefined();
  expect(conditionOf(group({ ...line, attribute: 'gone', value: '1' }), attributes)).toBeUndefined();
  expect(conditionOf(group({ ...line, value: '12.5' }), attributes)).toBeDefined();
});

it('changing the attribute drops a value of another kind; changing to a like comparison keeps it', () => {
  const city = attributes.get('city');
  const member = attributes.get('member');
  if (!city || !member) throw new Error('attributes missing');
  const line = withOperator({ ...withAttribute(newLine(), city), value: 'Lille' }, '=', 'text');
  expect(line.value).toBe('Lille');
  expect(withOperator(line, 'in', 'text').value).toBeUndefined();
  expect(withAttribute(line, member)).toMatchObject({ attribute: 'member', operator: '=', value: true });
});
