import { existsSync } from 'node:fs';
import { basename } from 'node:path';
import {
  addRecord,
  createTable,
  dateOrderOf,
  type Field,
  planFields,
  type RecordTable,
  type RoleOfColumn,
} from '#analytics/matching';
import { isRefusal, type Outcome, refuse } from '../../platform/errors/index.ts';
import type { MatchingMapping } from './matching-mapping.ts';
import { withTable } from './open-table-file.ts';
import type { TextRows } from './text-table.ts';

/** The records of one or two files, in the order read. */
export type FileRecords = {
  readonly table: RecordTable;
  /** How each record is named in the list of pairs: its id, or its line. */
  readonly names: readonly string[];
  /** The entity of each record by the truth column, numbered; −1 for none. */
  readonly entities: readonly number[];
  /** Records from this one on are of the second file. */
  readonly firstFileRecords: number;
  readonly fieldCount: number;
};

type Wanted = { readonly mapping: MatchingMapping; readonly truth: string | undefined };

/**
 * Reads the files to match. Refuses a file that is not there or has no record, and a column that is not in it. A line that cannot be
 * read as a row of the table is left out.
 */
export async function readRecords(
  input: Wanted & { readonly files: readonly string[] },
): Promise<Outcome<FileRecords>> {
  const records = {
    names: [] as string[],
    entities: [] as number[],
    table: undefined as RecordTable | undefined,
  };
  const entityNumbers = new Map<string, number>();
  let firstFileRecords = 0;
  for (const [place, file] of input.files.entries()) {
    if (!existsSync(file))
      return refuse('not-found', 'file-not-found', `There is no file ${file}.`, { file });
    const roles = place === 0 ? input.mapping.first : input.mapping.second;
    const before = records.names.length;
    const fault = await withTable(file, async (table) => {
      const places = placesIn(file, table.columns, roles, input);
      if (isRefusal(places)) return places;
      let fields: readonly Field[] | undefined;
      for await (const rows of table.batches) {
        fields ??= planFields(roles, input.mapping.dates ?? guessDates(rows, roles, places.of));
        records.table ??= createTable(fields);
        const mismatch = sameFields(records.table, fields, file);
        if (mismatch !== undefined) return mismatch;
        takeRows({
          rows,
          fields,
          places,
          records,
          table: records.table,
          entityNumbers,
          mapping: input.mapping,
        });
      }
      return undefined;
    });
    if (fault !== undefined) return fault;
    if (records.names.length === before)
      return refuse('invalid', 'file-without-records', `${file} has no record to match.`, { file });
    if (place === 0) firstFileRecords = records.names.length;
  }
  const { table, names, entities } = records;
  if (table === undefined) return refuse('invalid', 'no-file', 'Name a file to match.');
  return { table, names, entities, firstFileRecords, fieldCount: table.columns.length };
}

type Places = { readonly of: ReadonlyMap<string, number>; readonly truth: number; readonly id: number };

function placesIn(
  file: string,
  columns: readonly string[],
  roles: readonly RoleOfColumn[],
  { mapping, truth }: Wanted,
): Outcome<Places> {
  const of = new Map(columns.map((column, at) => [column, at]));
  const wanted = [...roles.map(({ column }) => column), truth, mapping.id];
  const missing = wanted.find((column) => column !== undefined && !of.has(column));
  if (missing !== undefined) {
    const message = `${basename(file)} has no column ${missing}; it has ${columns.join(', ')}.`;
    return refuse('invalid', 'column-missing', message, { column: missing, columns });
  }
  return { of, truth: of.get(truth ?? '') ?? -1, id: of.get(mapping.id ?? '') ?? -1 };
}

function guessDates(rows: TextRows, roles: readonly RoleOfColumn[], of: ReadonlyMap<string, number>) {
  const places = roles.filter(({ role }) => role === 'birthDate').map(({ column }) => of.get(column) ?? -1);
  return dateOrderOf(rows.flatMap((row) => places.map((place) => row[place] ?? '')));
}

/** Two files are compared field by field: their mappings must make the same ones. */
function sameFields(table: RecordTable, fields: readonly Field[], file: string) {
  const same =
    table.columns.length === fields.length &&
    table.columns.every(({ field }, at) => field.kind === fields[at]?.kind);
  if (same) return undefined;
  const kinds = table.columns.map(({ field }) => field.kind);
  const message = `${file}: secondFields must make the same fields as fields: ${kinds.join(', ')}.`;
  return refuse('invalid', 'fields-differ', message, { kinds, second: fields.map(({ kind }) => kind) });
}

function takeRows(input: {
  readonly rows: TextRows;
  readonly fields: readonly Field[];
  readonly places: Places;
  readonly records: { readonly names: string[]; readonly entities: number[] };
  readonly table: RecordTable;
  readonly entityNumbers: Map<string, number>;
  readonly mapping: MatchingMapping;
}): void {
  const { rows, places, records, table, entityNumbers, mapping } = input;
  const columns = input.fields.map((field) => field.columns.map((column) => places.of.get(column) ?? -1));
  for (const row of rows) {
    const record = addRecord(table, (at) => (columns[at] ?? []).map((place) => row[place] ?? ''));
    const name = places.id < 0 ? `line ${record + 2}` : (row[places.id] ?? '').trim();
    records.names.push(` ${name}`.slice(1));
    if (places.truth < 0) continue;
    const entity = mapping.entityOf(row[places.truth] ?? '');
    const number = entity === '' ? -1 : (entityNumbers.get(entity) ?? entityNumbers.size);
    if (number === entityNumbers.size) entityNumbers.set(` ${entity}`.slice(1), number);
    records.entities.push(number);
  }
}
