import { expect, test } from 'vitest';
import { createStream } from '#analytics/random';
import { createScramble, scramble, unscramble } from './scramble.ts';

test.each([1, 2, 3, 10, 997, 20_000])('every value of %d is hit once and comes back', (modulus) => {
  const map = createScramble(createStream(modulus), modulus, modulus - 1);
  const hit = new Set<number>();
  for (let value = 0; value < modulus; value++) {
    const scrambled = scramble(map, value);
    hit.add(scrambled);
    expect(unscramble(map, scrambled)).toBe(value);
  }
  expect(hit.size).toBe(modulus);
});

test('the largest market stays exact', () => {
  const map = createScramble(createStream('large'), 999_999_937, 10_000_000);
  for (const value of [0, 1, 9_999_998, 10_000_000]) {
    const exact = (BigInt(map.factor) * BigInt(value) + BigInt(map.shift)) % BigInt(map.modulus);
    expect(BigInt(scramble(map, value))).toBe(exact);
    expect(unscramble(map, scramble(map, value))).toBe(value);
  }
});
