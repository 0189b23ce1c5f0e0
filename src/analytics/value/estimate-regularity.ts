import { type Refusal, refuse } from './refusal.ts';
import type { Transactions } from './summarise-transactions.ts';

/** How regularly customers buy: the shape of the gamma between purchases. 1 is at random; above 3 or so, a habit or a subscription. */
export type Regularity = { readonly shape: number; readonly customers: number };

/**
 * Wheat & Morrison 1990: of two gaps of one customer, M = first/(first + second) is beta(k, k) whatever that customer's pace, so k = (1 − 4·Var M)/(8·Var M), Var M about its mean of ½.
 * One pair of gaps a customer, the last two, with purchases of a day as one. A check that the models of random buying (k = 1) apply.
 * Infinity when every gap equals the next. Refuses fewer than 30 customers with three purchase days.
 */
export function estimateRegularity({ customer, day }: Transactions): Regularity | Refusal {
  const days = new Map<string | number, Set<number>>();
  for (let line = 0; line < day.length; line += 1) {
    const key = customer[line] as string | number;
    const known = days.get(key);
    if (known === undefined) days.set(key, new Set([day[line] as number]));
    else known.add(day[line] as number);
  }
  let [customers, squares] = [0, 0];
  for (const bought of days.values()) {
    if (bought.size < 3) continue;
    const [last = 0, middle = 0, first = 0] = [...bought].sort((one, two) => two - one);
    squares += ((middle - first) / (last - first) - 0.5) ** 2;
    customers += 1;
  }
  if (customers < 30) {
    return refuse(
      'too-few-customers',
      `${customers} customers bought on three days or more; 30 tell how regularly.`,
      {
        customers,
      },
    );
  }
  const variance = squares / customers;
  return { shape: variance > 0 ? Math.max(0, (1 - 4 * variance) / (8 * variance)) : Infinity, customers };
}
