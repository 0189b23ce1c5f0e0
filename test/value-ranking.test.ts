import { expect, it } from 'vitest';
import { beta, createStream, exponential, gamma, uniform } from '#analytics/random';
import {
  customerValue,
  fitGammaGamma,
  fitPurchaseModel,
  isRefusal,
  rankCorrelation,
  scoreRanks,
  summariseTransactions,
} from '#analytics/value';

const until = 728;
const year = 364;

/** A retailer who is known: what each customer will buy in the next year is drawn with the rest, and kept aside. */
function retailer(customers: number) {
  const random = createStream('retailer');
  const lines = { customer: [] as number[], day: [] as number[], amount: [] as number[] };
  const truth = new Float64Array(customers);
  for (let customer = 0; customer < customers; customer += 1) {
    const rate = gamma(random, 0.55, 5) / 7;
    const leaving = beta(random, 0.8, 2.4);
    const spend = 10 + gamma(random, 3, 0.06);
    let time = Math.floor(uniform(random) * 600);
    for (;;) {
      const amount = spend * gamma(random, 5, 5);
      if (time > until + year) break;
      if (time <= until) {
        lines.customer.push(customer);
        lines.day.push(Math.floor(time));
        lines.amount.push(amount);
      } else truth[customer] = (truth[customer] ?? 0) + amount;
      time += exponential(random, rate);
      if (uniform(random) < leaving) break;
    }
  }
  return { lines, truth };
}

/** The part of the true value of the next year that the tenth ranked first will bring. */
function topTenth(score: Float64Array, truth: Float64Array): number {
  const order = [...score.keys()].sort((a, b) => (score[b] ?? 0) - (score[a] ?? 0));
  const sum = (rows: readonly number[]) => rows.reduce((all, row) => all + (truth[row] ?? 0), 0);
  return sum(order.slice(0, Math.round(order.length / 10))) / sum(order);
}

it('ranks customers by what they will bring better than RFM and than last year’s sales', () => {
  const { lines, truth } = retailer(20_000);
  const summary = summariseTransactions({ transactions: lines, until, unitDays: 7 });
  if (isRefusal(summary)) throw new Error(summary.message);
  const purchases = fitPurchaseModel({ model: 'bg-nbd', histories: summary });
  const amounts = fitGammaGamma({ purchases: summary.repeats, meanAmount: summary.meanAmount });
  if (isRefusal(purchases) || isRefusal(amounts)) throw new Error('not fitted');
  const value = customerValue({
    ...{ purchases, amounts, histories: summary, meanAmount: summary.meanAmount, rate: 0, ahead: year / 7 },
  });
  if (isRefusal(value)) throw new Error(value.message);
  const place = new Map(summary.customers.map((customer, row) => [Number(customer), row]));
  const lastYear = new Float64Array(summary.customers.length);
  const spent = new Float64Array(summary.customers.length);
  lines.customer.forEach((customer, line) => {
    const row = place.get(customer) ?? 0;
    spent[row] = (spent[row] ?? 0) + (lines.amount[line] ?? 0);
    if ((lines.day[line] ?? 0) > until - year)
      lastYear[row] = (lastYear[row] ?? 0) + (lines.amount[line] ?? 0);
  });
  const recency = summary.observedFor.map((time, row) => time - (summary.lastAt[row] ?? 0));
  const score = (column: Float64Array, best: 'high' | 'low') => {
    const ranks = scoreRanks(column, { by: 'quantiles', scores: 5, best });
    if (isRefusal(ranks)) throw new Error(ranks.message);
    return ranks;
  };
  const [r, f, m] = [score(recency, 'low'), score(summary.repeats, 'high'), score(spent, 'high')];
  const rfm = Float64Array.from(r, (rank, row) => rank + (f[row] ?? 0) + (m[row] ?? 0));
  const own = Float64Array.from(summary.customers, (customer) => truth[Number(customer)] ?? 0);
  const judged = Object.fromEntries(
    Object.entries({ forecast: value.value, rfm, lastYear }).map(([name, column]) => [
      name,
      { spearman: rankCorrelation(column, own), topTenth: topTenth(column, own) },
    ]),
  );
  console.log(JSON.stringify(judged));
  for (const other of ['rfm', 'lastYear']) {
    expect(judged['forecast']?.spearman).toBeGreaterThan(judged[other]?.spearman ?? 1);
    expect(judged['forecast']?.topTenth).toBeGreaterThan(judged[other]?.topTenth ?? 1);
  }
});
