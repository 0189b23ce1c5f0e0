import type { Transactions } from '#analytics/value';
import type { FileTransactions } from './transaction-file.ts';

type Note = { readonly code: string; readonly message: string };

const dayOf = (day: number) => new Date(day * 86_400_000).toISOString().slice(0, 10);

/** First and last day of transactions, as dates; null of none. */
export function daysOf({ day }: Transactions): { first: string; last: string } | null {
  if (day.length === 0) return null;
  let [first, last] = [Infinity, -Infinity];
  for (let i = 0; i < day.length; i += 1) {
    first = Math.min(first, day[i] as number);
    last = Math.max(last, day[i] as number);
  }
  return { first: dayOf(first), last: dayOf(last) };
}

/** What to say of transactions whatever the model: lines set aside, days after `today` (a day number), and amounts below zero. */
export function transactionNotes({ day, amount, unnamed = 0 }: FileTransactions, today: number): Note[] {
  let [future, last, below] = [0, 0, 0];
  for (let i = 0; i < day.length; i += 1) {
    const at = day[i] as number;
    if (at > today) future += 1;
    last = Math.max(last, at);
    if ((amount?.[i] ?? 0) < 0) below += 1;
  }
  const notes: Note[] = [];
  if (unnamed > 0) {
    const message = `${lines(unnamed, 'names no customer and was', 'name no customer and were')} set aside.`;
    notes.push({ code: 'no-customer', message });
  }
  if (future > 0) {
    const message = `${lines(future, 'is', 'are')} dated after today, the last on ${dayOf(last)}: check these dates; what they hold is taken as bought.`;
    notes.push({ code: 'dated-after-today', message });
  }
  if (below > 0) {
    const message = `${lines(below, 'has', 'have')} an amount below zero: each day counts as a purchase, so take out of the file those that are returns.`;
    notes.push({ code: 'amounts-below-zero', message });
  }
  return notes;
}

const lines = (count: number, one: string, many: string) =>
  count === 1 ? `1 line ${one}` : `${count} lines ${many}`;
