import { expect, it } from 'vitest';
import { createStream, gamma, integer, normal } from '#analytics/random';
import { fitLookAlikes } from './fit-look-alikes.ts';
import { amountOfCell, likeCellOf, likeCells, type Trait } from './look-alikes.ts';
import { isRefusal } from './refusal.ts';
import { knownQuantile, quantileOfSorted } from './upper-share.ts';

const rules = { share: 0.75, minimum: 30 };

/** Spending that grows with age by `slope` a band and in town, on top of what nobody sees; a third trait means nothing. */
function base(seed: string, customers: number, slope: number) {
  const random = createStream(seed);
  const columns = [5, 2, 6].map((levels) =>
    Uint16Array.from({ length: customers }, () => integer(random, 0, levels - 1)),
  );
  const mean = (row: number) => slope * (columns[0]?.[row] ?? 0) + 2 * slope * (columns[1]?.[row] ?? 0);
  const amounts = Float64Array.from({ length: customers }, (_, row) =>
    Math.exp(4 + mean(row) + normal(random, 0, 0.9)),
  );
  const traits: Trait[] = ['age', 'town', 'nothing'].map((name, at) => ({
    name,
    levels: columns[at] ?? new Uint16Array(customers),
  }));
  return { amounts, traits };
}

const fitted = (data: ReturnType<typeof base>) => {
  const fit = fitLookAlikes(data, rules);
  if (isRefusal(fit)) throw new Error(fit.message);
  return fit;
};

it('knows a quantile as well as it says: the spread over 400 samples is the error it gives', () => {
  const random = createStream('quantile');
  const samples = Array.from({ length: 400 }, () =>
    knownQuantile(
      Float64Array.from({ length: 200 }, () => gamma(random, 2, 1)),
      0.75,
    ),
  );
  const mean = samples.reduce((sum, one) => sum + one.value, 0) / 400;
  const spread = samples.reduce((sum, one) => sum + (one.value - mean) ** 2, 0) / 399;
  const told = samples.reduce((sum, one) => sum + one.variance, 0) / 400;
  // The upper quartile of gamma(2, 1) solves 1 − e^−x(1 + x) = 0.75.
  expect(mean).toBeCloseTo(2.6926, 1);
  expect(told / spread).toBeGreaterThan(0.8);
  expect(told / spread).toBeLessThan(1.25);
  expect(quantileOfSorted(Float64Array.of(1, 2, 3, 4), 0.75)).toBe(3.25);
});

it('finds which traits tell, leaves out the one that does not, and covers the true upper quarter', () => {
  let [within, cells, right] = [0, 0, 0];
  for (let seed = 0; seed < 12; seed += 1) {
    const fit = fitted(base(`alike-${seed}`, 4000, 0.25));
    right += Number([...fit.traits].sort().join() === 'age,town');
    for (const cell of [...fit.base.narrower.values()].flatMap((one) => [...one.narrower.values()])) {
      if (fit.traits.length !== 2) continue;
      const level = (name: string) => cell.levels[fit.traits.indexOf(name)] ?? 0;
      const true75 = Math.exp(4 + 0.25 * level('age') + 0.5 * level('town') + 0.9 * 0.67449);
      const { low, high } = amountOfCell(cell);
      within += Number(low <= true75 && true75 <= high);
      cells += 1;
    }
    expect(fit.judged.covered).toBeGreaterThan(0.7);
    expect(fit.judged.covered).toBeLessThan(0.8);
  }
  console.log(JSON.stringify({ right, cells, within: within / cells }));
  expect(right).toBeGreaterThanOrEqual(11);
  expect(within / cells).toBeGreaterThan(0.9);
});

it('uses no trait where those alike spend no more alike than others', () => {
  const used = Array.from({ length: 30 }, (_, seed) => fitted(base(`flat-${seed}`, 1500, 0)).traits.length);
  console.log(JSON.stringify({ withoutReason: used.filter((count) => count > 0).length, of: 30 }));
  expect(used.filter((count) => count > 0).length).toBeLessThanOrEqual(2);
});

it('draws small cells to the one above, and lets cells too small speak through it', () => {
  const amounts = Float64Array.from({ length: 1040 }, (_, row) =>
    row < 1000 ? 100 + (row % 100) : row < 1035 ? 400 + row : 9000,
  );
  const levels = Uint16Array.from(amounts, (_, row) => (row < 1000 ? row % 4 : row < 1035 ? 4 : 5));
  const all = likeCells({ logs: amounts.map(Math.log), traits: [{ name: 'kind', levels }] }, rules);
  const of = (level: number) => likeCellOf(all, () => level);
  const small = of(4);
  expect(small.customers).toBe(35);
  expect(small.estimate).toBeLessThan(small.own);
  expect(small.estimate).toBeGreaterThan(all.estimate);
  expect(of(5)).toBe(all);
  expect(of(0).variance).toBeLessThan(small.variance);
});

it('says in words what cannot be told', () => {
  const refusal = (data: Parameters<typeof fitLookAlikes>[0]) => {
    const fit = fitLookAlikes(data, rules);
    return isRefusal(fit) ? fit.code : 'fitted';
  };
  expect(refusal({ amounts: new Float64Array(20).fill(5), traits: [] })).toBe('too-few-customers');
  expect(refusal({ amounts: new Float64Array(200), traits: [] })).toBe('amount-not-above-zero');
  const traits = [{ name: 'age', levels: Uint16Array.from({ length: 200 }, (_, row) => row % 2) }];
  const equal = fitLookAlikes({ amounts: new Float64Array(200).fill(5), traits }, rules);
  if (isRefusal(equal)) throw new Error(equal.message);
  expect(equal.traits).toEqual([]);
  expect(amountOfCell(equal.base).high).toBeCloseTo(5, 10);
});

it('is the same whatever the spending is counted in', () => {
  const data = base('money', 2000, 0.3);
  const cents = { ...data, amounts: data.amounts.map((amount) => amount * 100) };
  const [one, other] = [fitted(data), fitted(cents)];
  expect(other.traits).toEqual(one.traits);
  expect(amountOfCell(likeCellOf(other.base, () => 0)).amount).toBeCloseTo(
    amountOfCell(likeCellOf(one.base, () => 0)).amount * 100,
    6,
  );
});
