import { profileColumns } from './column-profile.ts';
import { isKnownName } from './field-names.ts';
import type { Guess } from './detect-encoding.ts';
import type { SampleRow } from './sample-rows.ts';

/**
 * Whether the first row names the columns. It does not when it holds an amount, a date or an address; it does when it holds names
 * that are known, or only texts above columns of numbers or dates.
 */
export function detectHeader(rows: readonly SampleRow[]): Guess<boolean> {
  const [first] = rows;
  if (first === undefined) return { value: true, confidence: 0.3 };
  const names = first.values.map((value) => value.trim());
  const columns = names.map((_, index) => String(index));
  const head = profileColumns(columns, [first]);
  const typed = ({ number, email, phone, dates }: (typeof head)[number]) =>
    number > 0.8 || email > 0.8 || phone > 0.8 || (dates?.share ?? 0) > 0.8;
  const known = names.filter(isKnownName).length;
  if (head.some(typed))
    return known > head.length / 2 ? { value: true, confidence: 0.6 } : { value: false, confidence: 0.9 };
  if (known > 0) return { value: true, confidence: known > 1 ? 0.99 : 0.9 };
  const body = profileColumns(columns, rows.slice(1));
  if (body.some(typed)) return { value: true, confidence: 0.9 };
  const distinct = new Set(names).size === names.length && !names.includes('');
  return { value: distinct && rows.length > 1, confidence: 0.5 };
}
