import { type ContractFit, retention } from './fit-contract-model.ts';
import { type Refusal, refuse } from './refusal.ts';

const TERMS_MAX = 1_000_000;

/**
 * Periods a contract is still expected to be paid for, the next one discounted once: Σ_{k≥1} S(n+k)/S(n) · (1+d)^−k, of a customer with n =
 * `renewed` renewals behind. Times the margin of a period it is the value still to come. DERL of Fader & Hardie 2010
 * ("Customer-base valuation in a contractual setting") counts the renewal due now at full value: it is (1+d) times this.
 * `rate` is d per period. Refuses d = 0, where the sum may have no bound: give `periods` to stop at.
 */
export function remainingPeriods(input: {
  readonly fit: Pick<ContractFit, 'parameters'>;
  readonly renewed: number;
  readonly rate: number;
  readonly periods?: number;
}): number | Refusal {
  const { fit, renewed, rate, periods = Infinity } = input;
  if (!(rate >= 0) || rate === Infinity || !(renewed >= 0) || !(periods >= 0)) {
    return refuse('impossible-choice', 'The rate, the renewals behind and the periods ahead are 0 or more.', {
      rate,
      renewed,
    });
  }
  if (rate === 0 && periods === Infinity) {
    return refuse(
      'no-finite-value',
      'Without discount contracts may last without bound: give a rate or a number of periods.',
    );
  }
  const discount = 1 / (1 + rate);
  let [sum, weight] = [0, 1];
  for (let k = 0; k < Math.min(periods, TERMS_MAX); k += 1) {
    weight *= discount * retention(fit, renewed + k);
    sum += weight;
    // What is left is at most that of customers who all renew.
    if (rate > 0 && weight <= 1e-15 * sum * rate) break;
  }
  return sum;
}
