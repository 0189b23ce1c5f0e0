import { readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';
import { parse } from 'csv-parse/sync';
import type { Transactions } from '#analytics/value';
import { type Outcome, refuse } from '../platform/errors/index.ts';
import { dateReader } from './date-format.ts';

/** Which columns of a file hold what; `columns` gives places (from 1) in a file of fixed width: `customer:1-6,date:12-20`. */
export type TransactionColumns = {
  readonly customer: string;
  readonly date: string;
  readonly amount?: string;
  readonly dateFormat?: string;
  readonly columns?: string;
};

/**
 * Reads transactions from a CSV file with a heading (comma, semicolon, tab or bar), or one of fixed width; gzip is unpacked. Days are counted
 * from 1970. Refuses a missing file or column, and names the line of a date or an amount that cannot be read.
 */
export function readTransactionFile(file: string, wanted: TransactionColumns): Outcome<Transactions> {
  const text = readText(file);
  if (typeof text !== 'string') return text;
  const rows = wanted.columns === undefined ? delimitedRows(text) : fixedRows(text, wanted.columns);
  if ('refused' in rows) return rows;
  for (const name of [wanted.customer, wanted.date, wanted.amount]) {
    if (name !== undefined && rows.names.indexOf(name) < 0) {
      const message = `${file} has no column ${name}; it has ${rows.names.join(', ')}.`;
      return refuse('invalid', 'column-missing', message, { column: name, columns: rows.names });
    }
  }
  return toTransactions(rows, wanted);
}

/** The heading and rows of a file. */
export type Rows = {
  readonly names: readonly string[];
  readonly values: readonly (readonly string[])[];
  readonly firstLine: number;
};

/** Reads a CSV file with a heading, whatever it holds; gzip is unpacked. Refuses a missing file, and what is no table. */
export function readTable(file: string): Outcome<Rows> {
  const text = readText(file);
  return typeof text === 'string' ? delimitedRows(text) : text;
}

function readText(file: string): Outcome<string> {
  try {
    const bytes = readFileSync(file);
    return (bytes[0] === 0x1f && bytes[1] === 0x8b ? gunzipSync(bytes) : bytes)
      .toString('utf8')
      .replace(/^\uFEFF/, '');
  } catch (error) {
    const message = `${file} cannot be read: ${error instanceof Error ? error.message : String(error)}.`;
    return refuse('not-found', 'file-unreadable', message, { file });
  }
}

function delimitedRows(text: string): Outcome<Rows> {
  const heading = text.slice(0, text.indexOf('\n') + 1 || undefined);
  const counts = [',', ';', '\t', '|'].map((mark) => ({ mark, times: heading.split(mark).length }));
  const delimiter = counts.sort((one, two) => two.times - one.times)[0]?.mark ?? ',';
  try {
    const [names = [], ...values] = parse(text, { delimiter, skip_empty_lines: true, trim: true });
    return { names, values, firstLine: 2 };
  } catch (error) {
    const message = `The file is not a table: ${error instanceof Error ? error.message : String(error)}.`;
    return refuse('invalid', 'file-not-a-table', message);
  }
}

function fixedRows(text: string, columns: string): Outcome<Rows> {
  const places = columns.split(',').map((column) => /^\s*([^:]+):(\d+)-(\d+)\s*$/.exec(column));
  const wrong = places.findIndex(
    (place) => place === null || Number(place[2]) < 1 || Number(place[3]) < Number(place[2]),
  );
  if (wrong >= 0) {
    const message = `--columns wants name:from-to, places counted from 1, as in customer:1-6,date:12-20; got "${columns.split(',')[wrong]}".`;
    return refuse('invalid', 'columns-unreadable', message);
  }
  const lines = text.split(/\r?\n/).filter((line) => line.trim() !== '');
  return {
    names: places.map((place) => place?.[1] ?? ''),
    values: lines.map((line) =>
      places.map((place) => line.slice(Number(place?.[2]) - 1, Number(place?.[3])).trim()),
    ),
    firstLine: 1,
  };
}

function toTransactions(
  { names, values, firstLine }: Rows,
  wanted: TransactionColumns,
): Outcome<Transactions> {
  const dayOf = dateReader(wanted.dateFormat);
  if ('refused' in dayOf) return dayOf;
  const [who, when, amountAt] = [wanted.customer, wanted.date, wanted.amount ?? ''].map((name) =>
    names.indexOf(name),
  );
  const customer: string[] = [];
  const day = new Float64Array(values.length);
  const amount = new Float64Array(values.length);
  for (const [i, row] of values.entries()) {
    const key = row[who ?? -1] ?? '';
    const date = dayOf(row[when ?? -1] ?? '');
    const spent = wanted.amount === undefined ? 0 : numberOf(row[amountAt ?? -1] ?? '');
    if (key === '' || date === null || Number.isNaN(spent)) {
      const fault =
        key === ''
          ? 'no customer'
          : date === null
            ? `no date in "${row[when ?? -1]}"`
            : `no amount in "${row[amountAt ?? -1]}"`;
      return refuse('invalid', 'line-unreadable', `Line ${i + firstLine}: ${fault}.`, {
        line: i + firstLine,
      });
    }
    customer.push(key);
    day[i] = date;
    amount[i] = spent;
  }
  return { customer, day, ...(wanted.amount === undefined ? {} : { amount }) };
}

/** A number with a point or a comma for decimals; NaN when it is none. */
export function numberOf(text: string): number {
  const plain = text.replace(/[\s\u00a0]/g, '').replace(/,(?=\d+$)/, '.');
  return /^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i.test(plain) ? Number(plain) : Number.NaN;
}
