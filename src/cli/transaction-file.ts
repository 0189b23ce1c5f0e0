import type { Transactions } from '#analytics/value';
import { type FixedPlaces, openTable } from '#identify/sources';
import { isRefusal, type Outcome, refuse } from '../platform/errors/index.ts';
import { dateReader } from './date-format.ts';

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

/** A file opened as a table, its rows one batch after the other. */
type Table = Extract<Awaited<ReturnType<typeof openTable>>, { columns: unknown }>;

/**
 * Reads transactions from a table with a heading (CSV of any delimiter and encoding, Excel, JSON lines, gzip), or from a file of fixed width. Days are counted
 * from 1970. Refuses a missing file or column, a file that names no customer at all, names the line of a date or an amount that cannot be read, and refuses to add up amounts of
 * several currencies, which nothing here knows the rates of.
 */
export async function readTransactionFile(
  file: string,
  wanted: TransactionColumns,
): Promise<Outcome<FileTransactions>> {
  const dayOf = dateReader(wanted.dateFormat);
  if ('refused' in dayOf) return dayOf;
  const places = wanted.columns === undefined ? undefined : fixedPlaces(wanted.columns);
  if (places !== undefined && 'refused' in places) return places;
  return readTable(file, places, async (table) => {
    const missing = [wanted.customer, wanted.date, wanted.amount].find(
      (name) => name !== undefined && !table.columns.includes(name),
    );
    if (missing === undefined) return toTransactions(table, wanted, dayOf);
    const message = `${file} has no column ${missing}; its first line names ${table.columns.join(', ')}.`;
    return refuse('invalid', 'column-missing', message, { column: missing, columns: table.columns });
  });
}

/** Opens a table and reads it; refuses a missing file, and what is no table, in words. */
export async function readTable<T>(
  file: string,
  places: FixedPlaces | undefined,
  read: (table: Table) => Promise<Outcome<T>>,
): Promise<Outcome<T>> {
  try {
    const table = await openTable(file, places);
    if (!isRefusal(table)) return await read(table);
    if (table.code !== 'empty-file') return table;
    const message = `${file} is empty: its first line must name the columns.`;
    return refuse('invalid', 'column-missing', message, { columns: [] });
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? error.code : '';
    const told: Readonly<Record<string, string>> = {
      ENOENT: `There is no file ${file}.`,
      EISDIR: `${file} is a folder, not a file.`,
      EACCES: `${file} may not be read by this user.`,
    };
    const message =
      told[String(code)] ??
      `${file} cannot be read: ${error instanceof Error ? error.message : String(error)}`;
    return refuse('not-found', 'file-unreadable', message, { file });
  }
}

function fixedPlaces(columns: string): Outcome<FixedPlaces> {
  const parts = columns.split(',');
  const places = parts.map((column) => {
    const [, name = '', from = '', to = ''] = /^\s*([^:]+):(\d+)-(\d+)\s*$/.exec(column) ?? [];
    return { name, start: Number(from), width: Number(to) - Number(from) + 1 };
  });
  const wrong = places.findIndex(({ start, width }) => start < 1 || width < 1);
  if (wrong < 0) return places;
  const message = `--columns wants name:from-to, places counted from 1, as in customer:1-6,date:12-20; got "${parts[wrong]}".`;
  return refuse('invalid', 'columns-unreadable', message);
}

async function toTransactions(
  { columns, batches }: Table,
  wanted: TransactionColumns,
  dayOf: (text: string) => number | null,
): Promise<Outcome<FileTransactions>> {
  const [who = -1, when = -1, amountAt = -1] = [wanted.customer, wanted.date, wanted.amount ?? ''].map(
    (name) => columns.indexOf(name),
  );
  const currencyAt = columns.findIndex((name) => currencyNames.includes(name.toLowerCase()));
  if (wanted.currency !== undefined && currencyAt < 0) {
    const message = `--currency wants a column that says it, named ${currencyNames.slice(0, 2).join(' or ')}.`;
    return refuse('invalid', 'column-missing', message, { columns });
  }
  const currencies = new Map<string, number>();
  const known = new Map<string, string>();
  const [customer, day, amount]: [string[], number[], number[]] = [[], [], []];
  let unnamed = 0;
  for await (const { rows, lines, faults } of batches) {
    for (const [place, row] of rows.entries()) {
      const [key, date, spent] = [
        (row[who] ?? '').trim(),
        dayOf(row[when] ?? ''),
        amountAt < 0 ? 0 : numberOf(row[amountAt] ?? ''),
      ];
      const fault = faults.get(place)?.message ?? faultOf(row, { when, amountAt, date, spent, wanted });
      if (fault !== null || date === null) return unreadable(lines[place] ?? 0, fault ?? '');
      const currency = currencyAt < 0 ? '' : (row[currencyAt] ?? '').trim().toUpperCase();
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

function faultOf(
  row: readonly string[],
  read: {
    when: number;
    amountAt: number;
    date: number | null;
    spent: number;
    wanted: TransactionColumns;
  },
): string | null {
  const { when, amountAt, date, spent, wanted } = read;
  if (date === null) {
    const [format, advice] =
      wanted.dateFormat === undefined
        ? ['2026-11-22 or 20261122', '; say how dates are written with --date-format, as in DD/MM/YYYY']
        : [wanted.dateFormat, ''];
    return `"${row[when] ?? ''}" is no date as ${format}${advice}.`;
  }
  return Number.isNaN(spent) ? `"${row[amountAt] ?? ''}" is no amount.` : null;
}

const unreadable = (line: number, fault: string) =>
  refuse('invalid', 'line-unreadable', `Line ${line}: ${fault}`, { line });

/** A number with a point or a comma for decimals; NaN when it is none. */
export function numberOf(text: string): number {
  const plain = text.replace(/[\s\u00a0]/g, '').replace(/,(?=\d+$)/, '.');
  return /^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i.test(plain) ? Number(plain) : Number.NaN;
}
