import { type Outcome, refuse } from '#platform/errors';
import type { LineFault } from '../reading/row-batch.ts';
import { multiplyDecimals } from '../values/multiply-decimals.ts';
import { type Applies, compileConditions } from './compile-condition.ts';
import { compileField } from './compile-field.ts';
import { compileValue, type FindColumn, type TakeText } from './compile-value.ts';
import type { MappedRecord, Mapping, Value } from './mapping.ts';
import type { ReadRecord } from './read-record.ts';
import { type RecordMemory, rememberRecords } from './remember-records.ts';
import { type FieldRule, type RecordKind, recordKinds } from './record-kinds.ts';

/** One record of a mapping, ready to be read from lines of one file. */
export type CompiledRecord = {
  readonly kind: RecordKind;
  /** Absent when the record is read from every line. */
  readonly applies: Applies | undefined;
  /** In the order of `recordKinds`. */
  readonly fields: readonly string[];
  /** How the fields that the mapping fills are taken, by their place; the others have `absent`. */
  readonly take: readonly { readonly place: number; readonly take: TakeText }[];
  readonly absent: readonly string[];
  readonly other: readonly { readonly name: string; readonly take: TakeText }[];
  /** For records that say the same whatever their line; such a record is read once and given again. */
  readonly memory: RecordMemory | undefined;
};

export type CompiledMapping = {
  readonly records: readonly CompiledRecord[];
  /** By kind, the fields that some record of it fills, or that are never empty. */
  readonly filled: Readonly<Record<RecordKind, ReadonlySet<string>>>;
};

/** Fits a mapping to the columns of one file. Refuses when it names columns the file does not have, naming both. */
export function compileMapping(
  mapping: Mapping,
  columns: readonly string[],
  fileName: string,
): Outcome<CompiledMapping> {
  const missing = new Set<string>();
  const used = new Set<number>();
  const find: FindColumn = (reference) => {
    const index = typeof reference === 'number' ? reference - 1 : columns.indexOf(reference);
    if (index < 0 || index >= columns.length) missing.add(String(reference));
    used.add(index);
    return index;
  };
  const compiled = mapping.records.map((record) => ({ record, ...compileRecord(record, mapping, find) }));
  if (missing.size > 0) return missingColumns([...missing], columns, fileName);
  const records = compiled.map(({ record, ...rest }) => ({
    ...rest,
    other: record.other === 'unmapped' ? unmapped(columns, used) : rest.other,
  }));
  return { records, filled: filledFields(mapping.records) };
}

/** `net` is computed when nothing fills it. */
function filledFields(records: readonly MappedRecord[]): CompiledMapping['filled'] {
  const filled = Object.entries(recordKinds).map(([kind, { fields }]) => {
    const always = Object.entries<FieldRule>(fields).filter(
      ([name, rule]) => rule.required || rule.absent !== undefined || name === 'net',
    );
    const named = records
      .filter((record) => record.kind === kind)
      .flatMap((record) => Object.keys(record.fields));
    return [kind, new Set([...always.map(([name]) => name), ...named])];
  });
  return Object.fromEntries(filled);
}

const timeless: ReadonlySet<RecordKind> = new Set(['product', 'campaign', 'coupon']);

function compileRecord(record: MappedRecord, mapping: Mapping, findColumn: FindColumn): CompiledRecord {
  const columns = new Set<number>();
  const find: FindColumn = (reference) => {
    const index = findColumn(reference);
    columns.add(index);
    return index;
  };
  const rules: Readonly<Record<string, FieldRule>> = recordKinds[record.kind].fields;
  const given: Readonly<Record<string, Value | undefined>> = record.fields;
  const fields = Object.entries(rules);
  const named = record.other === undefined || record.other === 'unmapped' ? {} : record.other;
  const compiled = {
    kind: record.kind,
    fields: fields.map(([name]) => name),
    absent: fields.map(([, rule]) => rule.absent ?? ''),
    take: fields.flatMap(([name, rule], place) => {
      const value = given[name];
      return value === undefined
        ? []
        : [{ place, take: compileField(name, rule, value, mapping.format, find) }];
    }),
    other: Object.entries(named).map(([name, value]) => ({
      name,
      take: compileValue(value, find, mapping.format.decimal),
    })),
  };
  const tellable = timeless.has(record.kind) && record.other !== 'unmapped' && columns.size > 0;
  const memory =
    tellable && !JSON.stringify(record).includes('$line') ? rememberRecords([...columns]) : undefined;
  return { ...compiled, memory, applies: compileConditions(record.when, findColumn) };
}

const unmapped = (columns: readonly string[], used: ReadonlySet<number>) =>
  columns.flatMap((name, index) =>
    used.has(index) ? [] : [{ name, take: compileValue({ column: index + 1 }, () => index, '.') }],
  );

function missingColumns(missing: readonly string[], columns: readonly string[], file: string) {
  const names = missing.map((name) => `"${name}"`).join(', ');
  return refuse(
    'invalid',
    'missing-column',
    `${file} has no column ${names}. Its columns are: ${columns.join(', ')}. Check the file, its delimiter, or the mapping.`,
    { missing, columns },
  );
}

const nothing: LineFault = {
  code: 'nothing-to-read',
  message: 'No record of the mapping applies to this line.',
};

/** Reads all the records of a line, or tells why it must be refused: one fault refuses the whole line. */
export function readLine(
  mapping: CompiledMapping,
  row: readonly string[],
  line: number,
): ReadRecord[] | LineFault {
  const records: ReadRecord[] = [];
  for (const record of mapping.records) {
    if (record.applies !== undefined && !record.applies(row)) continue;
    const known = record.memory?.find(row);
    if (known !== undefined) {
      records.push(known);
      continue;
    }
    const values = record.absent.slice();
    for (const { place, take } of record.take) {
      const value = take(row, line);
      if (typeof value !== 'string') return value;
      values[place] = value;
    }
    if (record.kind === 'orderLine') {
      const fault = completeNet(values);
      if (fault !== undefined) return fault;
    }
    const other = record.other.length === 0 ? undefined : readOther(record, row, line);
    if (other !== undefined && isFault(other)) return other.fault;
    const said = { kind: record.kind, values, other };
    records.push(record.memory?.keep(row, said) ?? said);
  }
  return records.length === 0 ? nothing : records;
}

const order = Object.keys(recordKinds.orderLine.fields);
const [quantity, unitPrice, net] = ['quantity', 'unitPrice', 'net'].map((name) => order.indexOf(name)) as [
  number,
  number,
  number,
];

/** An order line without its amount is worth quantity × unit price. */
function completeNet(values: string[]): LineFault | undefined {
  if (values[net] !== '') return undefined;
  const price = values[unitPrice] ?? '';
  const amount = price === '' ? undefined : multiplyDecimals(values[quantity] ?? '', price);
  if (amount === undefined)
    return { code: 'missing-value', message: 'The line has no amount, and no price to compute it from.' };
  values[net] = amount;
  return undefined;
}

type OtherFault = { readonly fault: LineFault };
const isFault = (other: Record<string, string> | OtherFault): other is OtherFault =>
  typeof other['fault'] === 'object';

function readOther(
  record: CompiledRecord,
  row: readonly string[],
  line: number,
): Record<string, string> | OtherFault | undefined {
  let kept: Record<string, string> | undefined;
  for (const { name, take } of record.other) {
    const value = take(row, line);
    if (typeof value !== 'string') return { fault: value };
    if (value === '') continue;
    kept ??= {};
    kept[name] = value;
  }
  return kept;
}
