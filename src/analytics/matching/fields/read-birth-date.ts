/** Which of day and month comes first where a date does not say. */
export type DateOrder = 'day-month' | 'month-day';

const digits = (value: number, width: number) => String(value).padStart(width, '0');

/**
 * A date of birth as yyyymmdd, with 0 for what is not known, or '' when nothing is: 1980-02-03, 19800203, 3/2/1980, 03.02.80 (the
 * years 00–29 are of this century), 02/1980, 1980. A time after it is left aside. Impossible months and days (not calendars) are kept
 * as written when eight digits, for they are slips to be compared.
 */
export function readBirthDate(text: string, order: DateOrder = 'day-month'): string {
  const parts =
    text
      .trim()
      .split(/[T ](?=\d\d:)/)[0]
      ?.match(/\d+/g) ?? [];
  const [first = '', second = '', third = ''] = parts;
  if (parts.length === 1) {
    if (first.length === 8) return Number(first) === 0 ? '' : first;
    if (first.length === 4) return write(first, '', '');
    return first.length === 6 ? write(first.slice(0, 4), first.slice(4), '') : '';
  }
  if (first.length === 4) return write(first, second, third);
  if (parts.length === 2) return write(second, first, '');
  return order === 'day-month' ? write(third, second, first) : write(third, first, second);
}

/** A date from its parts in columns of their own. */
export function joinBirthDate(year: string, month: string, day: string): string {
  return write(
    ...([year, month, day].map((part) => /\d+/.exec(part)?.[0] ?? '') as [string, string, string]),
  );
}

function write(year: string, month: string, day: string): string {
  const short = year.length > 0 && year.length <= 2;
  const full = short ? Number(year) + (Number(year) < 30 ? 2000 : 1900) : Number(year);
  if (full > 9999 || Number(month) > 99 || Number(day) > 99) return '';
  const date = digits(full, 4) + digits(Number(month), 2) + digits(Number(day), 2);
  return Number(date) === 0 ? '' : date;
}

/** Day or month first, as the dates of a column tell: a first part above 12 is a day, a second part above 12 makes the first a month. */
export function dateOrderOf(texts: Iterable<string>): DateOrder {
  let [dayFirst, monthFirst] = [0, 0];
  for (const text of texts) {
    const parts = /^\s*(\d{1,2})\D+(\d{1,2})\D+\d{2,4}/.exec(text);
    if (parts === null) continue;
    if (Number(parts[1]) > 12) dayFirst += 1;
    if (Number(parts[2]) > 12) monthFirst += 1;
  }
  return monthFirst > dayFirst ? 'month-day' : 'day-month';
}
