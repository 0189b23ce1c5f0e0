import { expect, it } from 'vitest';
import { beta, createStream, uniform } from '#analytics/random';
import { contractOutlook, judgeContractModels } from './contract-outlook.ts';
import { fitContractModel, retention } from './fit-contract-model.ts';
import { isRefusal } from './refusal.ts';

/** Contracts that are known: each leaves at a renewal with a chance of its own; those seen for `periods` terms, some for fewer. */
function contracts(seed: string, count: number, periods: number) {
  const random = createStream(seed);
  const known = { lost: new Float64Array(periods), still: new Float64Array(periods) };
  const after = { up: new Float64Array(periods + 1), renewed: new Float64Array(periods + 1) };
  for (let one = 0; one < count; one += 1) {
    const leaving = beta(random, 0.8, 2.8);
    const due = 1 + Math.floor(uniform(random) * periods);
    let made = 0;
    while (made < due && uniform(random) >= leaving) made += 1;
    if (made < due) known.lost[made] = (known.lost[made] ?? 0) + 1;
    else {
      known.still[made - 1] = (known.still[made - 1] ?? 0) + 1;
      after.up[made] = (after.up[made] ?? 0) + 1;
      if (uniform(random) >= leaving) after.renewed[made] = (after.renewed[made] ?? 0) + 1;
    }
  }
  return { known, after };
}

const fitted = (known: ReturnType<typeof contracts>['known']) => {
  const fit = fitContractModel({ model: 'sbg', outcomes: known });
  if (isRefusal(fit)) throw new Error(fit.message);
  return fit;
};

it('covers the true chance of renewal and the true periods to come in nine of ten draws or more', () => {
  const truth = { parameters: { alpha: 0.8, beta: 2.8 } };
  // Periods still to come by summing survival term by term, apart from the product's own sum.
  const periods = (renewed: number) => {
    let [sum, alive] = [0, 1];
    for (let k = 0; k < 4000; k += 1) {
      alive *= (2.8 + renewed + k) / (3.6 + renewed + k);
      sum += alive / 1.1 ** (k + 1);
    }
    return sum;
  };
  let [renew, remaining, all] = [0, 0, 0];
  for (let seed = 0; seed < 25; seed += 1) {
    const { known } = contracts(`outlook-${seed}`, 1500, 5);
    const outlooks = contractOutlook({
      ...{ fit: fitted(known), outcomes: known, most: 3, rate: 0.1, random: createStream(`draw-${seed}`) },
    });
    if (isRefusal(outlooks)) throw new Error(outlooks.message);
    for (const one of outlooks) {
      const chance = retention(truth, one.renewed);
      renew += Number(one.renew.low <= chance && chance <= one.renew.high);
      const left = periods(one.renewed);
      remaining += Number(one.remaining.low <= left && left <= one.remaining.high);
      all += 1;
    }
  }
  console.log(JSON.stringify({ renew: renew / all, remaining: remaining / all }));
  expect(renew / all).toBeGreaterThan(0.88);
  expect(remaining / all).toBeGreaterThan(0.88);
});

it('foretells renewals after the cut better than one rate for all', () => {
  const { known, after } = contracts('judge', 20_000, 5);
  const ranked = judgeContractModels(known, after);
  const sbg = ranked.find((one) => one.model === 'sbg');
  console.log(JSON.stringify(ranked));
  expect(ranked.at(-1)?.model).toBe('same-rate');
  expect((sbg?.expected ?? 0) / (sbg?.actual ?? 1)).toBeCloseTo(1, 1);
});

it('ranks what can be fitted only', () => {
  const none = { lost: new Float64Array(2), still: Float64Array.of(5, 5) };
  const after = { up: Float64Array.of(0, 4), renewed: Float64Array.of(0, 4) };
  expect(judgeContractModels(none, after).map((one) => one.model)).toEqual(['same-rate']);
});
