import { expect, it } from 'vitest';
import { createPairSampler, type PairSample } from './sample-pairs.ts';

const pairs = Array.from({ length: 40_000 }, (_, at) => [at % 977, 1000 + ((at * 31) % 4999)] as const);

function sampled(of: readonly (readonly [number, number])[], most: number): PairSample {
  const sampler = createPairSampler(most);
  for (const [first, second] of of) sampler.add(first, second);
  return sampler.finish();
}
const names = ({ first, second }: PairSample) =>
  Array.from(first, (one, at) => `${one} ${second[at]}`).toSorted();

it('takes all pairs as far as they go', () => {
  expect(sampled(pairs.slice(0, 500), 500)).toMatchObject({ standFor: 1 });
  expect(names(sampled(pairs.slice(0, 500), 500))).toHaveLength(500);
});

it('then takes a share that stands for all, whatever the order they came in', () => {
  const sample = sampled(pairs, 3000);
  expect(sample.standFor).toBe(16);
  expect(Math.abs(sample.first.length * sample.standFor - pairs.length) / pairs.length).toBeLessThan(0.1);
  expect(names(sampled(pairs.toReversed(), 3000))).toEqual(names(sample));
});
