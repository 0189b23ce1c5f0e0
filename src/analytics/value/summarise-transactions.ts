import type { PurchaseHistories } from './purchase-histories.ts';
import { type Refusal, refuse } from './refusal.ts';

/** Purchases as they come, one entry a line: who, on which day (whole day number, any origin), for how much (may be absent). */
export type Transactions = {
  readonly customer: ArrayLike<string | number>;
  readonly day: ArrayLike<number>;
  readonly amount?: ArrayLike<number>;
};

/** Histories up to a day, with what came after it. Arrays have one entry for each of `customers`. */
export type TransactionSummary = PurchaseHistories & {
  readonly customers: ReadonlyArray<string | number>;
  /** Mean amount of a repeat purchase (that of a day); 0 without repeat or without amounts. */
  readonly meanAmount: Float64Array;
  /** Purchases after `until`, up to `lastDay` (that of the transactions, or the one asked for if earlier). */
  readonly after: Float64Array;
  /** The days of all repeats, customer after customer. */
  readonly repeatDays: readonly number[];
  readonly until: number;
  readonly lastDay: number;
  readonly unitDays: number;
};

/**
 * Turns transactions into (x, t_x, T, mean amount). Purchases of a customer on the same day count as one; the first purchase from `from`
 * on starts the clock; who first buys after `until` is not there. Lines before `from` are left aside. Times are in `unitDays` days (7: weeks).
 * Refuses a day that is not a whole number, an amount that is not a number, and a period without purchases. O(lines · log lines).
 */
export function summariseTransactions(input: {
  readonly transactions: Transactions;
  readonly from?: number;
  readonly until?: number;
  readonly lastDay?: number;
  readonly unitDays?: number;
}): TransactionSummary | Refusal {
  const { transactions, from = -Infinity, unitDays = 7 } = input;
  const fault = checkTransactions(transactions, unitDays);
  if (fault !== null) return fault;
  const lastDay = Math.min(largest(transactions.day), input.lastDay ?? Infinity);
  const until = input.until ?? lastDay;
  const lines = linesInOrder(transactions, from);
  const customers: (string | number)[] = [];
  const columns = emptyColumns(lines.keys.length);
  const repeatDays: number[] = [];
  for (let code = 0; code < lines.keys.length; code += 1) {
    const start = lines.starts[code] as number;
    const first = transactions.day[lines.order[start] as number] as number;
    if (first > until) continue;
    const at = customers.length;
    customers.push(lines.keys[code] as string | number);
    columns.observedFor[at] = (until - first) / unitDays;
    walk(transactions, lines, code, { until, lastDay, unitDays, at, columns, repeatDays });
  }
  if (customers.length === 0) {
    return refuse('no-transactions', 'No purchase lies between the first and the last day to fit on.', {
      until,
      lastDay,
    });
  }
  const cut = (column: Float64Array) => column.slice(0, customers.length);
  return {
    customers,
    repeats: cut(columns.repeats),
    lastAt: cut(columns.lastAt),
    observedFor: cut(columns.observedFor),
    meanAmount: cut(columns.meanAmount),
    after: cut(columns.after),
    repeatDays,
    until,
    lastDay,
    unitDays,
  };
}

type Lines = {
  readonly keys: readonly (string | number)[];
  /** Lines by customer, then by day. */
  readonly order: Int32Array;
  /** Where each customer's lines start in `order`; one more entry closes the last. */
  readonly starts: Int32Array;
};
type Columns = ReturnType<typeof emptyColumns>;

const emptyColumns = (customers: number) => ({
  repeats: new Float64Array(customers),
  lastAt: new Float64Array(customers),
  observedFor: new Float64Array(customers),
  meanAmount: new Float64Array(customers),
  after: new Float64Array(customers),
});

function walk(
  { day, amount }: Transactions,
  { order, starts }: Lines,
  code: number,
  {
    until,
    lastDay,
    unitDays,
    at,
    columns,
    repeatDays,
  }: {
    until: number;
    lastDay: number;
    unitDays: number;
    at: number;
    columns: Columns;
    repeatDays: number[];
  },
): void {
  const start = starts[code] as number;
  const first = day[order[start] as number] as number;
  let previous = first;
  let [repeats, after, spent] = [0, 0, 0];
  for (let k = start; k < (starts[code + 1] as number); k += 1) {
    const line = order[k] as number;
    const today = day[line] as number;
    if (today > until) {
      after += today > previous && today <= lastDay ? 1 : 0;
    } else if (today > first) {
      if (today > previous) {
        repeats += 1;
        repeatDays.push(today);
      }
      spent += amount?.[line] ?? 0;
      columns.lastAt[at] = (today - first) / unitDays;
    }
    previous = today;
  }
  columns.repeats[at] = repeats;
  columns.after[at] = after;
  columns.meanAmount[at] = repeats > 0 ? spent / repeats : 0;
}

function linesInOrder({ customer, day }: Transactions, from: number): Lines {
  const codes = new Map<string | number, number>();
  const codeOf = new Int32Array(day.length);
  let kept = 0;
  const lines = new Int32Array(day.length);
  for (let line = 0; line < day.length; line += 1) {
    if ((day[line] as number) < from) continue;
    const key = customer[line] as string | number;
    let code = codes.get(key);
    if (code === undefined) {
      code = codes.size;
      codes.set(key, code);
    }
    codeOf[line] = code;
    lines[kept] = line;
    kept += 1;
  }
  const byDay = lines.subarray(0, kept).sort((one, two) => (day[one] as number) - (day[two] as number));
  const starts = new Int32Array(codes.size + 1);
  for (const line of byDay)
    starts[(codeOf[line] as number) + 1] = (starts[(codeOf[line] as number) + 1] as number) + 1;
  for (let code = 0; code < codes.size; code += 1) {
    starts[code + 1] = (starts[code + 1] as number) + (starts[code] as number);
  }
  const next = starts.slice();
  const order = new Int32Array(kept);
  for (const line of byDay) {
    const code = codeOf[line] as number;
    const place = next[code] as number;
    order[place] = line;
    next[code] = place + 1;
  }
  return { keys: [...codes.keys()], order, starts };
}

function checkTransactions({ customer, day, amount }: Transactions, unitDays: number): Refusal | null {
  if (!(unitDays > 0) || unitDays === Infinity) {
    return refuse('impossible-choice', `A unit of time lasts some days, got ${unitDays}.`, { unitDays });
  }
  if (day.length === 0) return refuse('no-transactions', 'There is no transaction to read.');
  if (customer.length !== day.length || (amount !== undefined && amount.length !== day.length)) {
    return refuse('lengths-differ', 'Customers, days and amounts must have one entry a transaction.', {
      customers: customer.length,
      days: day.length,
      amounts: amount?.length ?? null,
    });
  }
  for (let line = 0; line < day.length; line += 1) {
    if (!Number.isInteger(day[line])) {
      return refuse(
        'not-a-number',
        `Transaction ${line + 1}: the day must be a whole day number, got ${day[line]}.`,
        {
          index: line,
        },
      );
    }
    if (amount !== undefined && !Number.isFinite(amount[line])) {
      return refuse(
        'not-a-number',
        `Transaction ${line + 1}: the amount is not a number, got ${amount[line]}.`,
        {
          index: line,
        },
      );
    }
  }
  return null;
}

function largest(values: ArrayLike<number>): number {
  let most = -Infinity;
  for (let i = 0; i < values.length; i += 1) most = Math.max(most, values[i] as number);
  return most;
}
