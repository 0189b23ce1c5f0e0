import { expect, it } from 'vitest';
import { createStream, exponential, gamma, uniform } from '#analytics/random';
import { climbHistories } from './fit-purchase-model.ts';
import { bgNbd, mbgNbd } from './geometric-dropout.ts';
import { paretoNbd } from './pareto-nbd.ts';
import type { PurchaseModel } from './purchase-model.ts';

/** Customers who never leave, no two of them alike; of unequal paces, or all of one. */
function loyalCustomers(customers: number, pace: 'unequal' | 'equal') {
  const random = createStream('loyal');
  const rows = Array.from({ length: customers }, () => {
    const rate = pace === 'equal' ? 0.2 : gamma(random, 1.2, 4);
    const observedFor = 52 + 104 * uniform(random);
    let [repeats, lastAt] = [0, 0];
    for (let time = exponential(random, rate); time < observedFor; time += exponential(random, rate))
      [repeats, lastAt] = [repeats + 1, time];
    return { repeats, lastAt, observedFor };
  });
  return {
    repeats: Float64Array.from(rows, (row) => row.repeats),
    lastAt: Float64Array.from(rows, (row) => row.lastAt),
    observedFor: Float64Array.from(rows, (row) => row.observedFor),
  };
}

/** How often each history is gone through by a fit, on average: the work of it, whatever the machine. */
function passes(model: PurchaseModel, customers: number, pace: 'unequal' | 'equal'): number {
  let cells = 0;
  const counted: PurchaseModel = {
    ...model,
    logLikelihood: (all, from, to, parameters, slope) => {
      cells += to - from;
      return model.logLikelihood(all, from, to, parameters, slope);
    },
  };
  const { estimates } = climbHistories({ model: counted, histories: loyalCustomers(customers, pace) });
  expect(estimates.converged).toBe(true);
  return cells / customers;
}

it.each([
  ['BG/NBD', bgNbd],
  ['MBG/NBD', mbgNbd],
  ['Pareto/NBD', paretoNbd],
])('%s goes through customers who never leave the fewer times the more they are', (_, model) => {
  const [some, many] = [passes(model, 2000, 'unequal'), passes(model, 12_000, 'unequal')];
  expect(many).toBeLessThan(100);
  expect(many).toBeLessThan(some);
});

it.each([
  ['BG/NBD', bgNbd],
  ['Pareto/NBD', paretoNbd],
])('%s stops on the plateau that customers of one pace make, instead of stepping along it', (_, model) => {
  expect(passes(model, 1000, 'equal')).toBeLessThan(1000);
});
