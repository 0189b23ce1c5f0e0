import { readCurrency } from '../values/currencies.ts';
import { decimalReader } from '../values/read-decimal.ts';
import { type ColumnDates, columnDates } from './column-dates.ts';

/** What the values of a column look like; shares are of its distinct values that are not empty, from 0 to 1. */
export type ColumnProfile = {
  readonly column: string;
  /** Rows in which it is not empty, and the distinct values there, most frequent first, at most 300. */
  readonly filled: number;
  readonly values: readonly string[];
  readonly email: number;
  readonly phone: number;
  readonly postcode: number;
  readonly number: number;
  readonly currency: number;
  readonly dates: ColumnDates | undefined;
  /** Values that only a decimal comma, or only a decimal point, explains. */
  readonly decimals: { readonly comma: number; readonly point: number };
  /** Its numbers are whole ones that a program wrote as `17850.0`: identifiers, not amounts. */
  readonly wholes: boolean;
  /** The currency whose sign most amounts carry. */
  readonly sign: string | undefined;
};

const mostValues = 300;

/** Profiles the columns of sample rows. */
export function profileColumns(
  columns: readonly string[],
  rows: readonly { readonly values: readonly string[] }[],
): ColumnProfile[] {
  return columns.map((column, index) =>
    profile(
      column,
      rows.map(({ values }) => (values[index] ?? '').trim()),
    ),
  );
}

function profile(column: string, all: readonly string[]): ColumnProfile {
  const counts = new Map<string, number>();
  for (const value of all) if (value !== '') counts.set(value, (counts.get(value) ?? 0) + 1);
  const values = [...counts]
    .sort((one, other) => other[1] - one[1])
    .map(([value]) => value)
    .slice(0, mostValues);
  const share = (test: (value: string) => boolean) =>
    values.length === 0 ? 0 : values.filter(test).length / values.length;
  const dates = columnDates(values);
  const number = share(isNumber);
  const amounts = number >= 0.8 && (dates === undefined || dates.share < 0.8);
  return {
    column,
    filled: all.filter((value) => value !== '').length,
    values,
    email: share((value) => /^[^\s@]+@[^\s@]+\.[a-z]{2,}$/i.test(value)),
    phone: share(isPhone),
    postcode: share((value) => /^(?:\d{5}|[a-z]{1,2}\d[a-z\d]? ?\d[a-z]{2})$/i.test(value)),
    number,
    currency: share((value) => readCurrency(value) !== undefined),
    dates,
    decimals: amounts ? countDecimals(values) : { comma: 0, point: 0 },
    wholes: values.length > 0 && values.every((value) => /^\d+\.0$/.test(value)),
    sign: amounts ? signOf(values) : undefined,
  };
}

const [comma, point] = [decimalReader(','), decimalReader('.')];
const isNumber = (value: string) => comma(value) !== undefined || point(value) !== undefined;

/** Nine to fifteen digits that begin as numbers to dial do. */
function isPhone(value: string): boolean {
  const digits = value.replace(/\D/g, '').length;
  return /^(?:\+|\(?0)[\d\s().\-/]+$/.test(value) && digits >= 9 && digits <= 15;
}

/** Three digits after a lone sign may be thousands: they prove nothing. */
function countDecimals(values: readonly string[]) {
  const proves = (decimal: string, group: string) => {
    const last = new RegExp(`\\d${decimal}(?:\\d{1,2}|\\d{4,})\\D*$|${group}\\d{3}${decimal}\\d+\\D*$`);
    return values.filter((value) => last.test(value)).length;
  };
  return { comma: proves(',', '\\.'), point: proves('\\.', ',') };
}

function signOf(values: readonly string[]): string | undefined {
  for (const sign of ['€', '£', '¥'])
    if (values.filter((value) => value.includes(sign)).length * 2 > values.length) return readCurrency(sign);
  return undefined;
}
