import type { PurchaseHistories } from './purchase-histories.ts';

/** Histories by day number: first and last purchase of each customer, repeats (days), and the days of all those repeats, customer after customer, each in order. */
export type DatedHistories = {
  readonly repeats: Float64Array;
  readonly first: Float64Array;
  readonly last: Float64Array;
  readonly until: number;
  readonly repeatDays: ArrayLike<number>;
};

/** Histories in time as a clock tells it, in weeks of seven average open days. */
export function onClock(
  { repeats, first, last, until }: Omit<DatedHistories, 'repeatDays'>,
  clock: (day: number) => number,
): PurchaseHistories {
  const since = (day: number, row: number) => (clock(day) - clock(first[row] ?? 0)) / 7;
  return {
    repeats,
    lastAt: last.map((day, row) => Math.max(since(day, row), (repeats[row] ?? 0) > 0 ? 1e-3 : 0)),
    observedFor: first.map((_, row) => Math.max(since(until, row), (repeats[row] ?? 0) > 0 ? 1e-3 : 0)),
  };
}

/** Times between the purchases of each customer, in the same time, customer after customer. */
export function gapsOnClock(
  { repeats, first, repeatDays }: DatedHistories,
  clock: (day: number) => number,
): Float64Array {
  const gaps = new Float64Array(repeatDays.length);
  let at = 0;
  for (let row = 0; row < first.length; row += 1) {
    let before = first[row] ?? 0;
    for (const end = at + (repeats[row] ?? 0); at < end; at += 1) {
      const day = repeatDays[at] as number;
      gaps[at] = Math.max(1e-3, (clock(day) - clock(before)) / 7);
      before = day;
    }
  }
  return gaps;
}

/** Every so-manieth customer, with their repeats, so that no more are left than `most`. */
export function drawHistories(
  { repeats, first, last, until, repeatDays }: DatedHistories,
  most: number,
): DatedHistories {
  const step = Math.ceil(first.length / most);
  if (step <= 1) return { repeats, first, last, until, repeatDays };
  const kept: number[] = [];
  let at = 0;
  for (let row = 0; row < first.length; row += 1) {
    const end = at + (repeats[row] ?? 0);
    if (row % step === 0) for (let i = at; i < end; i += 1) kept.push(repeatDays[i] as number);
    at = end;
  }
  const few = (column: Float64Array) => column.filter((_, row) => row % step === 0);
  return { repeats: few(repeats), first: few(first), last: few(last), until, repeatDays: kept };
}
