import { existsSync, readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';
import { expect, it } from 'vitest';
import { chance, createStream } from '#analytics/random';
import {
  amountOfCell,
  fitLookAlikes,
  isRefusal,
  likeCellOf,
  type LookAlikes,
  rankCorrelation,
  type Trait,
} from '#analytics/value';
import { createMarket, historyOf, personAt } from '#market';

const rules = { share: 0.75, minimum: 30 };

/** Numbers the different texts of a column. */
function trait(name: string, texts: readonly string[]): Trait {
  const known = new Map<string, number>();
  const levels = texts.map((text) => known.get(text) ?? (known.set(text, known.size), known.size - 1));
  return { name, levels: Uint16Array.from(levels) };
}

const ageBand = (age: number) => String(Math.floor(age / 10));

/** A simulated retailer whose every true pace of buying is known; a part of the ages is not noted down. */
function retailer(rateByKind: number, people: number) {
  const market = createMarket({ seed: 'alike', people, until: '2026-11-22', parameters: { rateByKind } });
  const random = createStream('noted');
  const rows = Array.from({ length: people }, (_, index) => {
    const person = personAt(market, index);
    const yearAgo = (market.untilDay - 365) * 1440;
    const orders = historyOf(market, person).orders;
    const cents = orders
      .filter((order) => order.moment >= yearAgo)
      .flatMap((order) => order.lines)
      .reduce((sum, line) => sum + line.amountCents, 0);
    const age = (market.untilDay - person.birthDay) / 365.25;
    return {
      ...{
        age: chance(random, 0.3) ? '' : ageBand(age),
        department: person.household.address.postcode.slice(0, 2),
      },
      ...{ size: String(person.household.size), rate: person.process.ratePerWeek },
      learns: cents > 0 && person.process.enteredDay < market.untilDay - 365,
      amount: cents / 100,
    };
  });
  const traitsOf = (some: typeof rows) => [
    trait(
      'age',
      some.map((one) => one.age),
    ),
    trait(
      'department',
      some.map((one) => one.department),
    ),
    trait(
      'household',
      some.map((one) => one.size),
    ),
  ];
  return { rows, traitsOf };
}

const fitted = (fit: ReturnType<typeof fitLookAlikes>): LookAlikes => {
  if (isRefusal(fit)) throw new Error(fit.message);
  return fit;
};

/** What the whole base is told by cells learnt on those who bought both years, against the pace each truly has. */
function judge(rateByKind: number) {
  const { rows, traitsOf } = retailer(rateByKind, 24_000);
  const traits = traitsOf(rows);
  const learning = [...rows.keys()].filter((row) => rows[row]?.learns);
  const fit = fitted(
    fitLookAlikes(
      {
        amounts: Float64Array.from(learning, (row) => rows[row]?.amount ?? 0),
        traits: traits.map((one) => ({
          ...one,
          levels: Uint16Array.from(learning, (row) => one.levels[row] ?? 0),
        })),
      },
      rules,
    ),
  );
  const used = fit.traits.map((name) => traits.find((one) => one.name === name));
  const told = Float64Array.from(
    rows,
    (_, row) => amountOfCell(likeCellOf(fit.base, (depth) => used[depth]?.levels[row] ?? 0)).amount,
  );
  const others = [...rows.keys()].filter((row) => !rows[row]?.learns);
  const pick = (column: (row: number) => number) => Float64Array.from(others, column);
  const spearman =
    fit.traits.length === 0
      ? 0
      : rankCorrelation(
          pick((row) => told[row] ?? 0),
          pick((row) => rows[row]?.rate ?? 0),
        );
  const { gain, gainError, covered } = fit.judged;
  return {
    learnt: fit.customers,
    traits: fit.traits,
    others: others.length,
    spearman,
    gain,
    gainError,
    covered,
  };
}

it('ranks customers it has not seen spend by their true pace, where kinds of people differ; else says nothing', () => {
  const [differing, alike] = [judge(1.2), judge(0)];
  console.log(JSON.stringify({ differing, alike, oneFigureForAll: 0 }));
  expect(differing.traits.filter((name) => name === 'household')).toEqual([]);
  expect(differing.spearman).toBeGreaterThan(0.15);
  expect(differing.gain).toBeGreaterThan(1.64 * differing.gainError);
  for (const one of [differing, alike]) expect(Math.abs(one.covered - 0.75)).toBeLessThan(0.03);
  expect(alike.traits).toEqual([]);
});

const folder = '../shared/data/complete-journey';
const readable = existsSync(folder) ? it : it.skip;

readable('judges a real grocer’s households by what they say of themselves (skipped: no data)', () => {
  const table = (name: string) =>
    gunzipSync(readFileSync(`${folder}/${name}.csv.gz`))
      .toString()
      .trim()
      .split('\n')
      .slice(1)
      .map((line) => line.replaceAll('"', '').split(','));
  const spent = new Map<string, number>();
  for (const [household = '', , , , , sales] of table('transactions_sample'))
    spent.set(household, (spent.get(household) ?? 0) + Number(sales));
  const households = table('demographics').filter(([household = '']) => (spent.get(household) ?? 0) > 0);
  const names = ['age', 'income', 'owner', 'marriage', 'size', 'composition', 'children'];
  const fit = fitted(
    fitLookAlikes(
      {
        amounts: Float64Array.from(households, ([household = '']) => spent.get(household) ?? 0),
        traits: names.map((name, at) =>
          trait(
            name,
            households.map((row) => row[at + 1] ?? ''),
          ),
        ),
      },
      rules,
    ),
  );
  const { base: _, ...shown } = fit;
  console.log(JSON.stringify(shown));
  expect(Math.abs(fit.judged.covered - 0.75)).toBeLessThan(0.08);
  // One answer or the other: traits that save beyond chance, or none.
  expect(fit.traits.length > 0).toBe(fit.judged.gain > 1.64 * fit.judged.gainError);
});
