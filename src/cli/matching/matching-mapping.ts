import { readFile } from 'node:fs/promises';
import { z } from 'zod';
import { type Role, type RoleOfColumn, roles } from '#analytics/matching';
import { isRefusal, type Outcome, refuse } from '../../platform/errors/index.ts';

const Columns = z.record(z.string(), z.union([z.string().min(1), z.array(z.string().min(1)).min(1)]));

/** What the columns of a file to match are: `{"fields": {"givenName": "first_name", "text": ["a", "b"]}}`. */
const MappingFile = z.strictObject({
  /** Role → column, or columns. */
  fields: Columns,
  /** The same for the second file, where its columns have other names. */
  secondFields: Columns.optional(),
  /** The column that names a record in the list of pairs; its line number when left out. */
  id: z.string().min(1).optional(),
  /** How the entity is drawn from the truth column: the first group of a regular expression; the whole value when left out. */
  truth: z.strictObject({ pattern: z.string().min(1) }).optional(),
  /** Whether 03/02/1980 is the 3rd of February or the 2nd of March; told from the file when left out. */
  dates: z.enum(['day-month', 'month-day']).optional(),
});

export type MatchingMapping = {
  readonly first: readonly RoleOfColumn[];
  readonly second: readonly RoleOfColumn[];
  readonly id: string | undefined;
  readonly dates: 'day-month' | 'month-day' | undefined;
  /** The entity a truth value names; '' for none. */
  entityOf(value: string): string;
};

/** Other usual words for the roles. */
const synonyms: Readonly<Record<string, Role>> = {
  firstname: 'givenName',
  forename: 'givenName',
  surname: 'familyName',
  lastname: 'familyName',
  name: 'fullName',
  company: 'companyName',
  organisation: 'companyName',
  dob: 'birthDate',
  dateofbirth: 'birthDate',
  nationalid: 'identifier',
  mail: 'email',
  telephone: 'phone',
  mobile: 'phone',
  housenumber: 'streetNumber',
  address: 'street',
  addressline: 'street',
  zip: 'postcode',
  zipcode: 'postcode',
  postalcode: 'postcode',
  town: 'city',
  suburb: 'city',
  locality: 'city',
  state: 'region',
  sex: 'gender',
};

const plain = (name: string) => name.toLowerCase().replace(/[^a-z]/g, '');

/** Reads a mapping file. Refuses one that is not there, is not JSON, has a role nobody knows, or names no column. */
export async function readMatchingMapping(path: string): Promise<Outcome<MatchingMapping>> {
  const text = await readFile(path, 'utf8').catch(() => undefined);
  if (text === undefined)
    return refuse('not-found', 'mapping-unreadable', `There is no mapping file ${path}.`, { file: path });
  const parsed = MappingFile.safeParse(parseJson(text));
  if (!parsed.success) {
    const message = `${path} is not a mapping: ${z.prettifyError(parsed.error)} Write {"fields": {"givenName": "column", …}}.`;
    return refuse('invalid', 'mapping-invalid', message, { file: path });
  }
  const { fields, secondFields, truth, id, dates } = parsed.data;
  const first = columnsOf(path, fields);
  if (isRefusal(first)) return first;
  const second = columnsOf(path, secondFields ?? fields);
  if (isRefusal(second)) return second;
  const entityOf = entityReader(path, truth?.pattern);
  if (isRefusal(entityOf)) return entityOf;
  return { first, second, id, dates, entityOf };
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function columnsOf(path: string, fields: z.infer<typeof Columns>): Outcome<RoleOfColumn[]> {
  const found: RoleOfColumn[] = [];
  for (const [name, columns] of Object.entries(fields)) {
    const role = roles.find((known) => plain(known) === plain(name)) ?? synonyms[plain(name)];
    if (role === undefined) {
      const message = `${path}: there is no field ${name}. The fields are ${roles.join(', ')}.`;
      return refuse('invalid', 'field-unknown', message, { field: name, fields: roles });
    }
    for (const column of [columns].flat()) found.push({ role, column: column.trim() });
  }
  if (found.length > 0) return found;
  const message = `${path} names no column to compare. Write {"fields": {"givenName": "column", …}}.`;
  return refuse('invalid', 'mapping-empty', message, { file: path });
}

/** By the pattern given; without, `rec-12-org` and `rec-12-dup-0` (FEBRL's record ids) are rec-12, and any other value is itself. */
function entityReader(path: string, pattern: string | undefined): Outcome<(value: string) => string> {
  if (pattern === undefined)
    return (value) => /^(.+)-(?:org|dup-\d+)$/.exec(value.trim())?.[1] ?? value.trim();
  try {
    const expression = new RegExp(pattern, 'u');
    return (value) => {
      const found = expression.exec(value.trim());
      return found?.[1] ?? found?.[0] ?? '';
    };
  } catch {
    const message = `${path}: truth.pattern is not a regular expression: ${pattern}`;
    return refuse('invalid', 'pattern-invalid', message, { pattern });
  }
}
