import { expect, it } from 'vitest';
import { formatFor } from './format.ts';

const now = () => new Date('2026-11-22T10:00:00Z');
const fr = formatFor('fr', now, 'Europe/Paris');
const en = formatFor('en', now, 'Europe/Paris');

it('writes French numbers and money with no space that could break a line', () => {
  expect(fr.money('1234.56', 'EUR')).toBe('1\u202f234,56\u00a0€');
  expect(fr.number(12_345)).toBe('12\u202f345');
  expect(fr.percent(0.612)).toBe('61,2\u00a0%');
  expect(fr.percent(0.6, 1, 1)).toBe('60,0\u00a0%');
  expect(en.money('1234.56', 'EUR')).toBe('€1,234.56');
  for (const text of [fr.money('9876543.2', 'EUR'), fr.dateTime('2026-03-12T08:05:00Z'), fr.bytes(5_242_880)])
    expect(text.replaceAll(' à ', '')).not.toContain(' ');
});

it('writes an amount without a currency rather than failing: a customer who never bought has none', () => {
  expect(fr.money('0', '')).toBe('0,00');
});

it('keeps every digit of an exact amount, where a float would lose them', () => {
  expect(fr.money('90071992547409931.99', 'EUR')).toContain('931,99');
  expect(fr.number('9747747.934', 3)).toBe('9\u202f747\u202f747,934');
});

it('signs what is signed: a true minus, a plus, and nothing for zero', () => {
  expect(fr.signed(fr.money(2.1, 'EUR'))).toBe('+2,10\u00a0€');
  expect(fr.signed(fr.money(-2.1, 'EUR'))).toBe('\u22122,10\u00a0€');
  expect(fr.signed(fr.money(0, 'EUR'))).toBe('0,00\u00a0€');
  expect(fr.percent(-0)).toBe('0\u00a0%');
  expect(en.money(-2.1, 'EUR')).toBe('\u2212\u2060€2.10');
  expect(en.signed(en.money(2.1, 'EUR'))).toBe('+\u2060€2.10');
});

it('tells days under a week from now, and the date beyond, in the reader’s zone', () => {
  expect(fr.relative('2026-11-22T07:00:00Z')).toBe('il y a 3 heures');
  expect(fr.relative('2026-11-21T10:00:00Z')).toBe('hier');
  expect(en.relative('2026-11-21T10:00:00Z')).toBe('yesterday');
  expect(fr.relative('2026-03-12T23:30:00Z')).toBe('13\u00a0mars\u00a02026');
  expect(fr.dateTime('2026-03-12T08:05:00Z')).toBe('12\u00a0mars\u00a02026 à 09:05');
});

it('gives what rounds to nought no sign', () => {
  const format = formatFor('fr');
  expect(format.percent(-0.0004, 0)).toBe(format.percent(0, 0));
  expect(format.number(-0.2)).toBe('0');
  expect(format.money('-0.001', 'EUR')).toBe(format.money('0', 'EUR'));
  expect(format.number(-1)).toBe('\u22121');
});
