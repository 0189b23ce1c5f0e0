import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { beta } from './beta.ts';
import { aliasTable, categorical } from './categorical.ts';
import { exponential } from './exponential.ts';
import { fnv1a64 } from './fnv1a64.ts';
import { gamma } from './gamma.ts';
import { integer } from './integer.ts';
import { mix64 } from './mix64.ts';
import { negativeBinomial } from './negative-binomial.ts';
import { normal } from './normal.ts';
import { permutation } from './permutation.ts';
import { poisson } from './poisson.ts';
import { saltedHash } from './salted-hash.ts';
import { sample } from './sample.ts';
import { shuffle } from './shuffle.ts';
import { splitMix64 } from './splitmix64.ts';
import { createStream, namedStream, nextWord, type RandomStream } from './stream.ts';
import { uniform } from './uniform.ts';
import { multiply64, type Word64 } from './word64.ts';

const word = (value: bigint): Word64 => ({ high: Number(value >> 32n), low: Number(value & 0xffffffffn) });
const big = (value: Word64): bigint => (BigInt(value.high) << 32n) | BigInt(value.low);
const MASK = (1n << 64n) - 1n;

describe('published vectors', () => {
  test('xoshiro128** from state 1, 2, 3, 4 (reference C, as shipped in rand_xoshiro)', () => {
    const random: RandomStream = { key: word(0n), s0: 1, s1: 2, s2: 3, s3: 4 };
    const drawn = Array.from({ length: 10 }, () => nextWord(random));
    expect(drawn).toEqual([
      11520, 0, 5927040, 70819200, 2031721883, 1637235492, 1287239034, 3734860849, 3729100597, 4258142804,
    ]);
  });

  test('SplitMix64 from seed 1234567 (Vigna)', () => {
    let state = word(1234567n);
    const drawn: bigint[] = [];
    for (let i = 0; i < 5; i++) {
      const step = splitMix64(state);
      state = step.state;
      drawn.push(big(step.output));
    }
    expect(drawn).toEqual([
      6457827717110365317n,
      3203168211198807973n,
      9817491932198370423n,
      4593380528125082431n,
      16408922859458223821n,
    ]);
  });

  test('FNV-1a 64 (Noll)', () => {
    expect(big(fnv1a64(''))).toBe(0xcbf29ce484222325n);
    expect(big(fnv1a64('a'))).toBe(0xaf63dc4c8601ec8cn);
    expect(big(fnv1a64('foobar'))).toBe(0x85944171f73967e8n);
  });

  test('MurmurHash3 fmix64', () => {
    expect(big(mix64(word(0n)))).toBe(0n);
    expect(big(mix64(word(1n)))).toBe(0xb456bcfc34c2cb2cn);
  });
});

describe('64-bit arithmetic against BigInt', () => {
  test('products', () => {
    fc.assert(
      fc.property(fc.bigInt(0n, MASK), fc.bigInt(0n, MASK), (a, b) => {
        expect(big(multiply64(word(a), word(b)))).toBe((a * b) & MASK);
      }),
      { seed: 1, numRuns: 2000 },
    );
  });

  test('salted hash of any text equals the definition computed with BigInt over UTF-8 bytes', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), fc.string({ unit: 'binary' }), (salt, id) => {
        let hash = 0xcbf29ce484222325n;
        for (const byte of Buffer.from(`${salt}\u0000${id}`, 'utf8')) {
          hash = ((hash ^ BigInt(byte)) * 0x100000001b3n) & MASK;
        }
        hash = ((hash ^ (hash >> 33n)) * 0xff51afd7ed558ccdn) & MASK;
        hash = ((hash ^ (hash >> 33n)) * 0xc4ceb9fe1a85ec53n) & MASK;
        hash ^= hash >> 33n;
        expect(saltedHash(salt, id)).toBe(Number(hash >> 11n) / 2 ** 53);
      }),
      { seed: 2, numRuns: 2000 },
    );
  });

  test('salted hash is pinned for ever', () => {
    expect(saltedHash('holdout', 'person-1')).toBe(0.48259630887176685);
    expect(saltedHash('été', '日本-😀')).toBe(0.7928414968229254);
  });

  test('salted hash spreads consecutive ids evenly (chi-square over 20 cells, 0.1 % limit)', () => {
    const cells = new Float64Array(20);
    const count = 100_000;
    for (let id = 0; id < count; id++) {
      const cell = Math.floor(saltedHash('campaign-9', String(id)) * 20);
      cells[cell] = (cells[cell] ?? 0) + 1;
    }
    const expected = count / 20;
    const chiSquare = cells.reduce((sum, seen) => sum + (seen - expected) ** 2 / expected, 0);
    expect(chiSquare).toBeLessThan(43.8);
  });
});

describe('streams', () => {
  test('same seed, same words; another seed or name, others', () => {
    const words = (random: RandomStream): number[] => Array.from({ length: 8 }, () => nextWord(random));
    expect(words(createStream(7))).toEqual(words(createStream('7')));
    expect(words(createStream(7))).not.toEqual(words(createStream(8)));
    const parent = createStream(7);
    const early = words(namedStream(parent, 'names'));
    words(parent);
    expect(words(namedStream(parent, 'names'))).toEqual(early);
    expect(words(namedStream(parent, 'orders'))).not.toEqual(early);
  });

  test('a stream goes on from its JSON', () => {
    const random = createStream('resume');
    uniform(random);
    const copy = JSON.parse(JSON.stringify(random)) as RandomStream;
    expect(uniform(copy)).toBe(uniform(random));
  });

  test('the first million words are pinned', () => {
    const random = createStream(42);
    const words = Uint32Array.from({ length: 1_000_000 }, () => nextWord(random));
    expect(createHash('sha256').update(words).digest('hex').slice(0, 16)).toBe('a03bb237661a23ef');
  });

  test('sibling streams are uncorrelated', () => {
    const parent = createStream('siblings');
    const count = 50_000;
    let product = 0;
    for (let i = 0; i < count; i++) {
      product += (uniform(namedStream(parent, i)) - 0.5) * (uniform(namedStream(parent, i + 1)) - 0.5);
    }
    // Each product has variance 1/144; five standard errors.
    expect(Math.abs(product / count)).toBeLessThan(5 / 12 / Math.sqrt(count));
  });
});

const COUNT = 200_000;

/** Mean within five standard errors of theory, variance within five of its own (kurtosis is the excess one). */
function expectMoments(
  draw: () => number,
  theory: { mean: number; variance: number; kurtosis: number },
): void {
  const values = Float64Array.from({ length: COUNT }, draw);
  const mean = values.reduce((sum, value) => sum + value, 0) / COUNT;
  const variance = values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / (COUNT - 1);
  expect(Math.abs(mean - theory.mean)).toBeLessThan(5 * Math.sqrt(theory.variance / COUNT));
  expect(Math.abs(variance / theory.variance - 1)).toBeLessThan(5 * Math.sqrt((theory.kurtosis + 2) / COUNT));
}

describe('distributions have the moments of theory', () => {
  const random = createStream('moments');
  test('uniform', () => {
    expectMoments(() => uniform(random), { mean: 0.5, variance: 1 / 12, kurtosis: -1.2 });
  });
  test('integer', () => {
    expectMoments(() => integer(random, -3, 6), { mean: 1.5, variance: 99 / 12, kurtosis: -1.224 });
  });
  test('normal', () => {
    expectMoments(() => normal(random, -2, 3), { mean: -2, variance: 9, kurtosis: 0 });
  });
  test('exponential', () => {
    expectMoments(() => exponential(random, 4), { mean: 0.25, variance: 1 / 16, kurtosis: 6 });
  });
  test.each([0.2, 0.8, 1, 3.5, 40])('gamma of shape %d', (shape) => {
    expectMoments(() => gamma(random, shape, 2), {
      mean: shape / 2,
      variance: shape / 4,
      kurtosis: 6 / shape,
    });
  });
  test.each([
    [0.3, 0.6],
    [0.8, 2.5],
    [5, 2],
  ])('beta of %d, %d', (a, b) => {
    const sum = a + b;
    const kurtosis = (6 * ((a - b) ** 2 * (sum + 1) - a * b * (sum + 2))) / (a * b * (sum + 2) * (sum + 3));
    expectMoments(() => beta(random, a, b), {
      mean: a / sum,
      variance: (a * b) / (sum ** 2 * (sum + 1)),
      kurtosis,
    });
  });
  test.each([0.3, 4, 9.99, 10, 37, 1000])('poisson of mean %d', (mean) => {
    expectMoments(() => poisson(random, mean), { mean, variance: mean, kurtosis: 1 / mean });
  });
  test('negative binomial', () => {
    const [shape, rate] = [2, 0.5];
    const p = rate / (1 + rate);
    const variance = (shape * (1 - p)) / p ** 2;
    const kurtosis = 6 / shape + p ** 2 / ((1 - p) * shape);
    expectMoments(() => negativeBinomial(random, shape, rate), { mean: shape / rate, variance, kurtosis });
  });
  test('poisson at the changeover has the right cell probabilities (chi-square, 0.1 % limit)', () => {
    const mean = 12;
    const cells = new Float64Array(25);
    for (let i = 0; i < COUNT; i++) {
      const cell = Math.min(poisson(random, mean), 24);
      cells[cell] = (cells[cell] ?? 0) + 1;
    }
    let chiSquare = 0;
    let probability = Math.exp(-mean);
    let left = 1;
    for (let k = 0; k < 25; k++) {
      const share = k === 24 ? left : probability;
      chiSquare += ((cells[k] ?? 0) - share * COUNT) ** 2 / (share * COUNT);
      left -= probability;
      probability *= mean / (k + 1);
    }
    expect(chiSquare).toBeLessThan(51.2);
  });
  test('categorical follows the weights and never draws a zero one', () => {
    const weights = [5, 0, 1, 3, 1];
    const table = aliasTable(weights);
    const seen = [0, 0, 0, 0, 0];
    for (let i = 0; i < COUNT; i++) {
      const index = categorical(random, table);
      seen[index] = (seen[index] ?? 0) + 1;
    }
    expect(seen[1]).toBe(0);
    weights.forEach((weight, index) => {
      const share = weight / 10;
      const tolerance = 5 * Math.sqrt((share * (1 - share)) / COUNT);
      expect(Math.abs((seen[index] ?? 0) / COUNT - share)).toBeLessThanOrEqual(tolerance);
    });
  });
});

describe('orders and samples', () => {
  const random = createStream('orders');
  test('each of the 24 orders of four items is equally likely (chi-square, 0.1 % limit)', () => {
    const seen = new Map<string, number>();
    for (let i = 0; i < 48_000; i++) {
      const order = shuffle(random, ['a', 'b', 'c', 'd']).join('');
      seen.set(order, (seen.get(order) ?? 0) + 1);
    }
    expect(seen.size).toBe(24);
    const chiSquare = [...seen.values()].reduce((sum, count) => sum + (count - 2000) ** 2 / 2000, 0);
    expect(chiSquare).toBeLessThan(49.8);
  });
  test('a permutation holds every index once', () => {
    expect([...permutation(random, 1000)].toSorted((a, b) => a - b)).toEqual(
      Array.from({ length: 1000 }, (_, i) => i),
    );
  });
  test('a sample has different items, each as likely as another', () => {
    const items = Array.from({ length: 10 }, (_, i) => i);
    const seen = new Float64Array(10);
    for (let i = 0; i < 20_000; i++) {
      const taken = sample(random, items, 3);
      expect(new Set(taken).size).toBe(3);
      for (const item of taken) seen[item] = (seen[item] ?? 0) + 1;
    }
    for (const count of seen)
      expect(Math.abs(count / 20_000 - 0.3)).toBeLessThan(5 * Math.sqrt(0.21 / 20_000));
    expect(sample(random, items, 10).toSorted((a, b) => a - b)).toEqual(items);
  });
  test('impossible parameters throw with the figure in the message', () => {
    expect(() => integer(random, 3, 2)).toThrow('from 3 to 2');
    expect(() => gamma(random, 0)).toThrow('shape 0');
    expect(() => poisson(random, -1)).toThrow('-1');
    expect(() => aliasTable([0, 0])).toThrow('above 0');
    expect(() => sample(random, [1], 2)).toThrow('2 of 1');
  });
});
