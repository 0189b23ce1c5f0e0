import { expect, it } from 'vitest';
import { csvField } from './export-customers.ts';

it.each(['=1+1', '+33612345678', '-cmd', '@SUM(A1)', '\t=1', '\r=1'])('disarms %j', (text) => {
  expect(csvField(text, 'text', 'fr')).toContain(`'${text}`);
});

it('quotes what would break a line and writes numbers the way of the language', () => {
  expect(csvField('a "b", c\nd', 'text', 'en')).toBe('"a ""b"", c\nd"');
  expect(csvField(['Thé', '=Café'], 'list', 'fr')).toBe('"Thé, =Café"');
  expect(csvField('-12.5', 'money', 'fr')).toBe('-12,5');
  expect(csvField('-12.5', 'money', 'en')).toBe('-12.5');
  expect(csvField(null, 'text', 'fr')).toBe('');
});
