import type { LineFault } from '../reading/row-batch.ts';
import { multiplyDecimals } from '../values/multiply-decimals.ts';
import { decimalReader } from '../values/read-decimal.ts';
import type { ColumnReference, Value } from './mapping.ts';

/** Takes a text from a line; a fault when the line's content does not allow it. Empty when there is nothing. */
export type TakeText = (row: readonly string[], line: number) => string | LineFault;

/** Finds a column's index by name or position; notes the ones a file does not have. */
export type FindColumn = (reference: ColumnReference) => number;

type Treated = Extract<Value, { column: ColumnReference } | { template: string }>;

const outer = /^[\s\u00a0\u202f\ufeff]+|[\s\u00a0\u202f\ufeff]+$/g;

/** Without outer spaces of any kind; most values have none, seen from their first and last characters. */
export function trimmed(text: string): string {
  if (text === '') return text;
  const first = text.charCodeAt(0);
  const last = text.charCodeAt(text.length - 1);
  return first > 32 && first < 160 && last > 32 && last < 160 ? text : text.replace(outer, '');
}

/** Compiles where a field's text comes from; reading it as a date or a number is the field's affair. */
export function compileValue(value: Value, find: FindColumn, decimal: '.' | ','): TakeText {
  if (value === '$line') return (_, line) => String(line);
  if (typeof value === 'string') return columnText(find(value));
  if ('constant' in value) return () => value.constant;
  if ('multiply' in value) return product(value.multiply, find, value.decimal ?? decimal);
  return treated('column' in value ? columnText(find(value.column)) : template(value.template, find), value);
}

/** The name by which a fault in this value is shown. */
export function valueName(value: Value): string {
  if (typeof value === 'string') return value;
  if ('column' in value) return String(value.column);
  if ('multiply' in value) return value.multiply.join(' × ');
  return 'template' in value ? value.template : value.constant;
}

const columnText =
  (index: number): TakeText =>
  (row) =>
    trimmed(row[index] ?? '');

function template(pattern: string, find: FindColumn): TakeText {
  const parts = pattern.split(/\{([^{}]+)\}/).map((part, at) => {
    if (at % 2 === 0) return () => part;
    if (part === '$line') return (_: readonly string[], line: number) => String(line);
    const index = find(part);
    return (row: readonly string[]) => trimmed(row[index] ?? '');
  });
  const named = parts.filter((_, at) => at % 2 === 1);
  return (row, line) => {
    if (named.length > 0 && named.every((part) => part(row, line) === '')) return '';
    return trimmed(parts.map((part) => part(row, line)).join(''));
  };
}

function product(
  columns: readonly [ColumnReference, ColumnReference],
  find: FindColumn,
  decimal: '.' | ',',
): TakeText {
  const [left, right] = [find(columns[0]), find(columns[1])];
  const read = decimalReader(decimal);
  return (row) => {
    const one = trimmed(row[left] ?? '');
    const other = trimmed(row[right] ?? '');
    if (one === '' || other === '') return '';
    const first = read(one);
    const second = read(other);
    const answer = first !== undefined && second !== undefined ? multiplyDecimals(first, second) : undefined;
    if (answer !== undefined) return decimal === '.' ? answer : answer.replace('.', ',');
    const column = String(columns[first === undefined ? 0 : 1]);
    return {
      column,
      code: 'bad-number',
      message: `${columns.join(' × ')} cannot be computed from ${quote(`${one} × ${other}`)}.`,
    };
  };
}

function treated(take: TakeText, value: Treated): TakeText {
  const { values, otherwise, default: missing = '' } = value;
  const steps = (value.transform ?? []).map((name) => transforms[name]);
  if (steps.length === 0 && values === undefined && missing === '') return take;
  const meanings = values && new Map(Object.entries(values));
  return (row, line) => {
    let text = take(row, line);
    if (typeof text !== 'string') return text;
    if (text === '') return missing;
    for (const step of steps) text = step(text);
    if (meanings === undefined) return text;
    const meaning = meanings.get(text) ?? otherwise;
    if (meaning !== undefined) return meaning;
    const column = valueName(value);
    return {
      column,
      code: 'unknown-value',
      message: `${column} is ${quote(text)}, which the mapping does not list.`,
    };
  };
}

const transforms = {
  upper: (text: string) => text.toUpperCase(),
  lower: (text: string) => text.toLowerCase(),
  digits: (text: string) => text.replace(/\D/g, ''),
  integer: (text: string) => text.replace(/[.,]0+$/, ''),
  negate: (text: string) => (text.startsWith('-') ? text.slice(1) : `-${text.replace(/^\+/, '')}`),
} as const;

/** A value of the file inside a message: shortened, in guillemets that no file quotes with. */
export function quote(text: string): string {
  return `« ${text.length > 60 ? `${text.slice(0, 60)}…` : text} »`;
}
