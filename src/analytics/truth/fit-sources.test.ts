import { expect, it } from 'vitest';
import { chance, createStream, integer } from '#analytics/random';
import { fitSources, probabilities, type Sayings } from './fit-sources.ts';

/** Items whose true value is their number of `values`; each source speaks of some and is right as often as told. */
function world(rates: readonly number[], items: number, values: number) {
  const random = createStream('truth');
  const rows: [number, number, number][] = [];
  const truth = Array.from({ length: items }, () => integer(random, 0, values - 1));
  for (const [item, right] of truth.entries())
    for (const [source, rate] of rates.entries())
      if (chance(random, 0.7))
        rows.push([
          item,
          source,
          chance(random, rate) ? right : (right + integer(random, 1, values - 1)) % values,
        ]);
  const column = (at: 0 | 1 | 2) => Int32Array.from(rows, (row) => row[at]);
  return { truth, rows, said: { items: column(0), sources: column(1), values: column(2) } satisfies Sayings };
}

it('finds how often each source is right, without being told, within two points', () => {
  const rates = [0.98, 0.85, 0.6];
  const { said } = world(rates, 4000, 50);
  const { accuracy, wrongValues } = fitSources(said, 3);
  for (const [source, rate] of rates.entries())
    expect(Math.abs((accuracy[source] ?? 0) - rate)).toBeLessThan(0.02);
  expect(Math.abs(wrongValues - 49)).toBeLessThan(1);
});

it('gives probabilities that come true as often as they say', () => {
  const { truth, rows, said } = world([0.95, 0.8, 0.7], 6000, 30);
  const trust = fitSources(said, 3);
  const bins = new Map<number, [told: number, true_: number, count: number]>();
  for (const [item, right] of truth.entries()) {
    const its = rows.filter((row) => row[0] === item).map(([, source, value]) => ({ source, value }));
    for (const [value, probability] of probabilities(trust, its)) {
      const bin = bins.get(Math.floor(probability * 5)) ?? [0, 0, 0];
      bins.set(Math.floor(probability * 5), [
        ...[bin[0] + probability, bin[1] + Number(value === right), bin[2] + 1],
      ] as [number, number, number]);
    }
  }
  expect(bins.size).toBeGreaterThan(3);
  for (const [told, came, count] of bins.values())
    expect(Math.abs(told - came) / count).toBeLessThan(4 * Math.sqrt(0.25 / count) + 0.01);
});

it('says what one source alone is worth, and takes a source never compared for the prior', () => {
  const trust = { accuracy: Float64Array.of(0.9, 0.6), compared: Int32Array.of(9, 9), wrongValues: 1000 };
  const alone = probabilities(trust, [{ source: 0, value: 7 }]);
  expect(alone.get(7)).toBeCloseTo(0.9, 6);
  const both = probabilities(trust, [
    { source: 0, value: 7 },
    { source: 1, value: 8 },
  ]);
  // By hand: 0.9·0.4/1000, 0.1·0.6/1000 and 0.1·0.4/1000² for each of the 999 others.
  const weights = [0.9 * 0.4, 0.1 * 0.6, (0.1 * 0.4 * 999) / 1000];
  const whole = weights.reduce((sum, weight) => sum + weight, 0);
  expect(both.get(7)).toBeCloseTo((weights[0] ?? 0) / whole, 6);
  expect(both.get(8)).toBeCloseTo((weights[1] ?? 0) / whole, 6);
  expect(probabilities(trust, []).size).toBe(0);
  const none = fitSources(
    { items: Int32Array.of(1), sources: Int32Array.of(0), values: Int32Array.of(3) },
    2,
  );
  expect([...none.accuracy]).toEqual([0.9, 0.9]);
});
