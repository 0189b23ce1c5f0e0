import { expect, it } from 'vitest';
import { lineHasher, nameOfHex, nameOfLine } from './line-hash.ts';

it.each([
  ['', [], '930ca9825fbe6da65fbe6da65fbe6da6'],
  ['a', [''], 'd618de14ceacf1ddceacf1ddceacf1dd'],
  [
    'online retail',
    [
      '536365',
      '85123A',
      'WHITE HANGING HEART T-LIGHT HOLDER',
      '6',
      '2010-12-01 08:26:00',
      '2.55',
      '17850',
      'United Kingdom',
    ],
    '74f187dc1ff3d6a6ff251953aeb303d5',
  ],
  ['m', ['é€', '😀', 'x'.repeat(1000)], 'd599180c12549bea99c0670b3099101f'],
  ['abc', ['d', 'ef', 'g'], '0a76d1ca404ca88f84ddf60ecbb2a3af'],
])('names the line of mapping "%s" as mmh3 5.3.1 for Python does', (mapping, row, hex) => {
  const hashes = new Uint32Array(8);
  lineHasher(mapping)(row, hashes, 4);
  expect(Buffer.from(hashes.buffer).toString('hex')).toBe(`${'0'.repeat(32)}${hex}`);
  expect(nameOfLine(hashes, 1)).toBe(nameOfHex(hex));
});

it('tells lines apart whose values only stand in other columns, and finds a long line the same after a short one', () => {
  const hashRow = lineHasher('m');
  const hash = (row: readonly string[]) => {
    const words = new Uint32Array(4);
    hashRow(row, words, 0);
    return nameOfLine(words, 0);
  };
  const long = ['y'.repeat(10_000), 'z'];
  const first = hash(long);
  expect(hash(['12'])).not.toBe(hash(['1', '2']));
  expect(hash(['1', ''])).not.toBe(hash(['1']));
  expect(hash(long)).toBe(first);
});
