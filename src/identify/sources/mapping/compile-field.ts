import type { FileFormat } from '../reading/format.ts';
import { readCurrency } from '../values/currencies.ts';
import { dayReader, momentReader } from '../values/read-date.ts';
import { decimalReader } from '../values/read-decimal.ts';
import { isScientific } from '../values/read-identifier.ts';
import { compileValue, type FindColumn, quote, type TakeText, valueName } from './compile-value.ts';
import type { Value } from './mapping.ts';
import type { FieldRule } from './record-kinds.ts';

/** Reads a text of a type; undefined when it is not of it. */
type ReadText = (text: string) => string | undefined;

type Writing = { decimal: '.' | ','; date: string; timeZone: string };

const longestId = 500;
const longestText = 20_000;

/**
 * Compiles one field of a record: takes its text, reads it by its type, and answers the value every engine reads alike,
 * `absent` (or empty) where the line has none, or a fault naming the column and what is wrong with it.
 */
export function compileField(
  field: string,
  rule: FieldRule,
  value: Value,
  format: FileFormat,
  find: FindColumn,
): TakeText {
  const absent = rule.absent ?? '';
  const writing = writingOf(value, format);
  const take = compileValue(value, find, writing.decimal);
  const { read, code, expected } = readers[rule.type](writing);
  const column = valueName(value);
  const taken: TakeText = (row, line) => {
    const text = take(row, line);
    if (typeof text !== 'string') return text;
    if (text === '') return rule.required ? missing(field, column) : absent;
    return read(text) ?? { column, code, message: `${column} is ${quote(text)}: expected ${expected}.` };
  };
  return remembering(taken, value, find);
}

/**
 * What a value says is read once when it is constant, and only anew when its column has another text than on the line
 * before: the lines of an order share most of what they say.
 */
function remembering(taken: TakeText, value: Value, find: FindColumn): TakeText {
  if (typeof value === 'object' && 'constant' in value) {
    const always = taken([], 0);
    return () => always;
  }
  const column = typeof value === 'string' ? value : 'column' in value ? value.column : undefined;
  if (column === undefined || column === '$line') return taken;
  const index = find(column);
  let lastText: string | undefined;
  let lastAnswer: ReturnType<TakeText> = '';
  return (row, line) => {
    const text = row[index] ?? '';
    if (text !== lastText) {
      lastAnswer = taken(row, line);
      lastText = text;
    }
    return lastAnswer;
  };
}

/** How this value is written: as the file, unless the mapping says otherwise for it. */
function writingOf(value: Value, format: FileFormat): Writing {
  const { decimal, date, timeZone } = format;
  if (typeof value === 'string' || 'constant' in value) return { decimal, date, timeZone };
  if ('multiply' in value) return { decimal: value.decimal ?? decimal, date, timeZone };
  return {
    decimal: value.decimal ?? decimal,
    date: value.date ?? date,
    timeZone: value.timeZone ?? timeZone,
  };
}

const missing = (field: string, column: string) => ({
  column,
  code: 'missing-value',
  message: `${column} is empty, and ${field} is required.`,
});

type Reading = { read: ReadText; code: string; expected: string };

const number = (scale: number) => (writing: Writing) => ({
  read: decimalReader(writing.decimal, scale),
  code: 'bad-number',
  expected: `a number such as 1234${writing.decimal}5, with ${scale} decimals at most kept`,
});

const readers: Readonly<Record<FieldRule['type'], (writing: Writing) => Reading>> = {
  text: () => ({
    read: (text) => (text.length <= longestText ? text : undefined),
    code: 'text-too-long',
    expected: `a text of at most ${longestText} characters`,
  }),
  id: () => ({
    read: (text) => (text.length <= longestId && !isScientific(text) ? text : undefined),
    code: 'bad-identifier',
    expected: `an identifier of at most ${longestId} characters, not one that a spreadsheet has rounded`,
  }),
  amount: number(6),
  quantity: number(4),
  moment: ({ date, timeZone }) => ({
    read: momentReader(date, timeZone),
    code: 'bad-date',
    expected: `an existing date written ${dateWords(date)}, from 1900 to 2299`,
  }),
  day: ({ date }) => ({
    read: dayReader(date),
    code: 'bad-date',
    expected: `an existing date written ${dateWords(date)}, from 1900 to 2299`,
  }),
  currency: () => ({
    read: readCurrency,
    code: 'unknown-currency',
    expected: 'a currency code of ISO 4217 such as EUR',
  }),
  status: () => ({
    read: (text) => (text === 'granted' || text === 'withdrawn' ? text : undefined),
    code: 'bad-status',
    expected: 'granted or withdrawn (say in the mapping, under values, what the file’s words stand for)',
  }),
};

const dateWords = (pattern: string) => (pattern === 'iso' ? 'yyyy-MM-dd' : pattern);
