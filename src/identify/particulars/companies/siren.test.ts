import fc from 'fast-check';
import { expect, it } from 'vitest';
import { readSiren, readSiret } from './siren.ts';

it('reads numbers of real companies, however they are written', () => {
  // Head offices as their annual accounts give them: Danone, Carrefour, Michelin, INSEE.
  for (const siren of ['552 032 534', '652.014.051', '855200507', '120 027 016']) {
    expect(readSiren(siren)).toBe(siren.replace(/\D/g, ''));
  }
  expect(readSiret('732 829 320 00074')).toBe('73282932000074');
  expect(readSiret('120\u202f027\u202f016 00563')).toBe('12002701600563');
});

it('lets La Poste number its offices by its own rule', () => {
  expect(readSiren('356000000')).toBe('356000000');
  expect(readSiret('35600000000048')).toBe('35600000000048');
  // An office: the sum of the digits is a multiple of five, Luhn's is not one of ten.
  expect(readSiret('35600000009075')).toBe('35600000009075');
  expect(readSiret('35600000009076')).toBeUndefined();
});

it('refuses any single wrong digit, and any two neighbours that changed places but 0 and 9', () => {
  const good = '732829320';
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 8 }), fc.integer({ min: 1, max: 9 }), (at, by) => {
      const digit = (Number(good[at]) + by) % 10;
      expect(readSiren(`${good.slice(0, at)}${digit}${good.slice(at + 1)}`)).toBeUndefined();
    }),
  );
  for (let at = 0; at < 8; at += 1) {
    const [one = '', other = ''] = [good[at], good[at + 1]];
    if (one === other || new Set([one, other]).size < 2 || [one, other].toSorted().join('') === '09')
      continue;
    expect(readSiren(`${good.slice(0, at)}${other}${one}${good.slice(at + 2)}`)).toBeUndefined();
  }
  for (const text of ['', '12345678', '000000000', 'ABC', '7328293200', '123456789'])
    expect(readSiren(text)).toBeUndefined();
});
