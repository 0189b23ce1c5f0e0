import { readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';
import type { Transactions } from '#analytics/value';
import { type Outcome, refuse } from '../platform/errors/index.ts';
import { dateReader } from './date-format.ts';
import { namesAndRows, type Rows } from './table-rows.ts';

/** Which columns of a file hold what; `columns` gives places (from 1) in a file of fixed width: `customer:1-6,date:12-20`. */
export type TransactionColumns = {
  readonly customer: string;
  readonly date: string;
  readonly amount?: string;
  readonly dateFormat?: string;
  readonly columns?: string;
  /** Only lines in this currency, read in the column so named. */
  readonly currency?: string;
};

const currencyNames = ['currency', 'devise', 'currency_code', 'currencycode', 'monnaie'];

/** Transactions of a file; `unnamed` counts the lines that name no customer, as those of a till, which are set aside. */
export type FileTransactions = Transactions & { readonly unnamed?: number };

/**
 * Reads transactions from a CSV file with a heading (comma, semicolon, tab or bar), or one of fixed width; gzip is unpacked. Days are counted
 * from 1970. Refuses a missing file or column, a file that names no customer at all, names the line of a date or an amount that cannot be read, and refuses to add up amounts of
 * several currencies, which nothing here knows the rates of.
 */
export function readTransactionFile(file: string, wanted: TransactionColumns): Outcome<FileTransactions> {
  const bytes = readBytes(file);
  if ('refused' in bytes) return bytes;
  const table = namesAndRows(bytes, wanted.columns);
  if ('refused' in table) return table;
  const { names } = table;
  for (const name of [wanted.customer, wanted.date, wanted.amount]) {
    if (name === undefined || names.includes(name)) continue;
    const message =
      names.length === 0
        ? `${file} is empty: its first line must name the columns.`
        : `${file} has no column ${name}; its first line names ${names.join(', ')}.`;
    return refuse('invalid', 'column-missing', message, { column: name, columns: names });
  }
  return toTransactions(table, wanted);
}

/** The heading and rows of a CSV file, whatever it holds; gzip is unpacked. Refuses a missing file, and what is no table. */
export function readTable(
  file: string,
): Outcome<{ names: readonly string[]; values: readonly (readonly string[])[]; firstLine: number }> {
  const bytes = readBytes(file);
  if ('refused' in bytes) return bytes;
  const table = namesAndRows(bytes);
  if ('refused' in table) return table;
  const values: (readonly string[])[] = [];
  for (const part of table.parts) {
    if ('refused' in part) return part;
    values.push(...part);
  }
  return { names: table.names, values, firstLine: table.firstLine };
}

function readBytes(file: string): Outcome<Buffer> {
  try {
    const bytes = readFileSync(file);
    return bytes[0] === 0x1f && bytes[1] === 0x8b ? gunzipSync(bytes) : bytes;
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? error.code : '';
    const told: Readonly<Record<string, string>> = {
      ENOENT: `There is no file ${file}.`,
      EISDIR: `${file} is a folder, not a file.`,
      EACCES: `${file} may not be read by this user.`,
    };
    const message =
      told[String(code)] ??
      `${file} cannot be read: ${error instanceof Error ? error.message : String(error)}.`;
    return refuse('not-found', 'file-unreadable', message, { file });
  }
}

function toTransactions(
  { names, parts, firstLine }: Rows,
  wanted: TransactionColumns,
): Outcome<FileTransactions> {
  const dayOf = dateReader(wanted.dateFormat);
  if ('refused' in dayOf) return dayOf;
  const [who = -1, when = -1, amountAt = -1] = [wanted.customer, wanted.date, wanted.amount ?? ''].map(
    (name) => names.indexOf(name),
  );
  const currencyAt = names.findIndex((name) => currencyNames.includes(name.toLowerCase()));
  if (wanted.currency !== undefined && currencyAt < 0) {
    const message = `--currency wants a column that says it, named ${currencyNames.slice(0, 2).join(' or ')}.`;
    return refuse('invalid', 'column-missing', message, { columns: names });
  }
  const currencies = new Map<string, number>();
  const known = new Map<string, string>();
  const [customer, day, amount]: [string[], number[], number[]] = [[], [], []];
  let line = firstLine;
  let unnamed = 0;
  for (const part of parts) {
    if ('refused' in part) return part;
    for (const row of part) {
      const key = row[who] ?? '';
      const date = dayOf(row[when] ?? '');
      const spent = amountAt < 0 ? 0 : numberOf(row[amountAt] ?? '');
      if (date === null || Number.isNaN(spent)) return unreadable(line, row, wanted, names);
      line += 1;
      const currency = currencyAt < 0 ? '' : (row[currencyAt] ?? '').toUpperCase();
      if (wanted.currency !== undefined && currency !== wanted.currency.toUpperCase()) continue;
      if (key === '') {
        unnamed += 1;
        continue;
      }
      currencies.set(currency, (currencies.get(currency) ?? 0) + 1);
      // One text for each customer, however many lines: a slice of the file would keep the file.
      if (!known.has(key)) known.set(key, key);
      customer.push(known.get(key) ?? key);
      day.push(date);
      amount.push(spent);
    }
  }
  if (amountAt >= 0 && currencies.size > 1) return severalCurrencies(currencies);
  if (customer.length === 0 && unnamed > 0) {
    const message = `No line names a customer in the column ${wanted.customer}.`;
    return refuse('invalid', 'no-customer', message, { column: wanted.customer });
  }
  const found = { customer, day: Float64Array.from(day), ...(unnamed > 0 && { unnamed }) };
  return amountAt < 0 ? found : { ...found, amount: Float64Array.from(amount) };
}

function severalCurrencies(currencies: ReadonlyMap<string, number>) {
  const told = [...currencies]
    .sort(([, one], [, two]) => two - one)
    .map(([name, lines]) => `${name || 'none said'} on ${lines} lines`);
  return refuse(
    'invalid',
    'several-currencies',
    `Amounts are in several currencies (${told.join(', ')}) and no rate is known: keep one with --currency, as in --currency EUR.`,
    { currencies: Object.fromEntries(currencies) },
  );
}

function unreadable(
  line: number,
  row: readonly string[],
  wanted: TransactionColumns,
  names: readonly string[],
) {
  const at = (name: string | undefined) => row[names.indexOf(name ?? '')] ?? '';
  const reader = dateReader(wanted.dateFormat);
  const date = 'refused' in reader ? null : reader(at(wanted.date));
  const fault =
    date === null
      ? `"${at(wanted.date)}" is no date as ${wanted.dateFormat ?? '2026-11-22 or 20261122'}${wanted.dateFormat === undefined ? '; say how dates are written with --date-format, as in DD/MM/YYYY' : ''}`
      : `"${at(wanted.amount)}" is no amount`;
  return refuse('invalid', 'line-unreadable', `Line ${line}: ${fault}.`, { line });
}

/** A number with a point or a comma for decimals; NaN when it is none. */
export function numberOf(text: string): number {
  const plain = text.replace(/[\s\u00a0]/g, '').replace(/,(?=\d+$)/, '.');
  return /^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i.test(plain) ? Number(plain) : Number.NaN;
}
