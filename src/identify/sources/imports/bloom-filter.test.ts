import { createHash } from 'node:crypto';
import { expect, it } from 'vitest';
import { createBloomFilter } from './bloom-filter.ts';

const hash = (value: number) => {
  const bytes = createHash('md5').update(String(value)).digest();
  return [bytes.readUInt32LE(0), bytes.readUInt32LE(4)] as const;
};

it('never takes a seen content for new, and seldom a new one for seen', () => {
  const filter = createBloomFilter();
  const wrong = Array.from({ length: 300_000 }, (_, value) => filter.add(...hash(value))).filter(
    Boolean,
  ).length;
  const forgotten = Array.from({ length: 1000 }, (_, value) => filter.add(...hash(value * 299))).filter(
    (seen) => !seen,
  );
  expect(forgotten).toEqual([]);
  expect(wrong).toBeLessThan(30);
});
