import { expect, it } from 'vitest';
import { type DraftMapping, FileFormat } from '#identify/sources/api';
import { constantsOf, finished, missingOf, targetsOf, withField, withTargets } from './mapping-edit.ts';

const format = FileFormat.parse({ kind: 'csv', delimiter: ';', decimal: ',' });
const guess: DraftMapping = {
  name: 'orders',
  source: 'shop',
  format,
  records: [
    {
      kind: 'orderLine',
      fields: {
        person: 'card',
        order: { template: '{store}-{receipt}' },
        at: { column: 'date', date: 'dd/MM/yyyy' },
        net: 'amount',
      },
    },
  ],
};

it('shows which column serves what, templates and constants aside', () => {
  expect(Object.fromEntries(targetsOf(guess))).toEqual({
    card: ['orderLine.person'],
    date: ['orderLine.at'],
    amount: ['orderLine.net'],
  });
});

it('a column may serve two records; giving a field to a column takes it from the one that had it', () => {
  const two = withTargets(guess, 'card', ['orderLine.person', 'person.key']);
  expect(two.records.map((record) => record.kind)).toEqual(['orderLine', 'person']);
  const moved = withTargets(two, 'client', ['orderLine.person']);
  expect(targetsOf(moved).get('client')).toEqual(['orderLine.person']);
  expect(targetsOf(moved).get('card')).toEqual(['person.key']);
});

it('treatments of untouched columns stay; a column that serves nothing leaves, and so does an emptied kind', () => {
  const two = withTargets(guess, 'card', ['orderLine.person', 'person.key']);
  const back = withTargets(two, 'card', ['orderLine.person']);
  expect(back).toEqual(guess);
  expect(withTargets(guess, 'amount', []).records[0]?.fields['at']).toEqual({
    column: 'date',
    date: 'dd/MM/yyyy',
  });
});

it('says what is missing, and is finished once a constant fills it', () => {
  expect(missingOf(guess)).toEqual(['orderLine.currency']);
  expect(finished(guess)).toBeUndefined();
  const filled = withField(guess, 'orderLine.currency', { constant: 'EUR' });
  expect(missingOf(filled)).toEqual([]);
  expect(constantsOf(filled)).toEqual([{ target: 'orderLine.currency', constant: 'EUR' }]);
  expect(finished(filled)?.records[0]?.kind).toBe('orderLine');
});
