import { type Refusal, refuse } from './refusal.ts';

/**
 * What the models of repeat buying need of each customer, one entry each and all in one unit of time (weeks, days …):
 * `repeats` = x, days with a purchase after the first; `lastAt` = t_x, time from the first purchase to the last (0 without repeat);
 * `observedFor` = T, time from the first purchase to the end of observation.
 */
export type PurchaseHistories = {
  readonly repeats: Float64Array;
  readonly lastAt: Float64Array;
  readonly observedFor: Float64Array;
};

/** Refuses histories that cannot be, naming the first customer at fault; null when all can. */
export function checkHistories(histories: PurchaseHistories): Refusal | null {
  const { repeats, lastAt, observedFor } = histories;
  if (lastAt.length !== repeats.length || observedFor.length !== repeats.length) {
    return refuse(
      'lengths-differ',
      'Repeats, last purchases and times observed must have one entry a customer.',
      {
        repeats: repeats.length,
        lastAt: lastAt.length,
        observedFor: observedFor.length,
      },
    );
  }
  for (let i = 0; i < repeats.length; i += 1) {
    const fault = faultOf(repeats[i] as number, lastAt[i] as number, observedFor[i] as number);
    if (fault !== null) {
      return refuse('impossible-history', `Customer ${i + 1} of the list: ${fault}.`, {
        index: i,
        repeats: repeats[i],
        lastAt: lastAt[i],
        observedFor: observedFor[i],
      });
    }
  }
  return null;
}

/** Refuses histories that can be but from which repeat buying cannot be estimated; null when it can. */
export function checkEstimable(histories: PurchaseHistories): Refusal | null {
  const { repeats, observedFor } = histories;
  const customers = repeats.length;
  if (customers < 2) {
    return refuse('one-customer', `${customers} customer: a model of how customers differ needs many.`, {
      customers,
    });
  }
  if (observedFor.every((time) => time === 0)) {
    return refuse(
      'no-time-observed',
      'Everybody bought first on the last day observed: let time pass, or end later.',
    );
  }
  if (repeats.every((x) => x === 0)) {
    return refuse(
      'no-repeat',
      `None of the ${customers} customers bought again: nothing tells how often they return.`,
      {
        customers,
      },
    );
  }
  if (sameForAll(histories)) {
    return refuse(
      'all-equal',
      `All ${customers} customers have the same history: how they differ cannot be told.`,
      {
        customers,
      },
    );
  }
  return null;
}

function faultOf(x: number, lastAt: number, observedFor: number): string | null {
  if (!Number.isInteger(x) || x < 0) return `the number of repeats must be 0, 1, 2 …, got ${x}`;
  if (!(observedFor >= 0) || observedFor === Infinity)
    return `the time observed must be ≥ 0, got ${observedFor}`;
  if (!(lastAt >= 0 && lastAt <= observedFor)) {
    return `the last purchase (${lastAt}) must lie between the first (0) and the end of observation (${observedFor})`;
  }
  if (x === 0 && lastAt > 0) return `without a repeat the last purchase is the first, at 0, got ${lastAt}`;
  if (x > 0 && lastAt === 0) return 'repeats at time 0: purchases of the same day count as one';
  return null;
}

const sameForAll = ({ repeats, lastAt, observedFor }: PurchaseHistories) =>
  [repeats, lastAt, observedFor].every((column) => column.every((value) => value === column[0]));
