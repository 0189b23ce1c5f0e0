import { addCanonical, addRecord, createTable, planFields, type RecordTable } from '#analytics/matching';

/** What is compared of a person; all text, empty or absent when nobody said it. */
export const particularNames = [
  'civility',
  'givenName',
  'familyName',
  'birthDate',
  'street',
  'postcode',
  'city',
  'phone',
  'email',
  'cardNumber',
] as const;
export type Particulars = { readonly [Name in (typeof particularNames)[number]]?: string | undefined };

/** A person with her current particulars. */
export type MatchablePerson = { readonly personId: number; readonly fields: Particulars };

const fields = planFields(
  particularNames.map((name) => ({ role: name === 'cardNumber' ? 'card' : name, column: name })),
);

/** Between the values of one person as they are stored; no text that is compared holds it. */
const separator = '\u001f';

/** An empty table of persons. */
export const personTable = (): RecordTable => createTable(fields);

/** Adds a person; gives her place. */
export function addPerson(table: RecordTable, said: Particulars): number {
  return addRecord(table, (at) =>
    (fields[at]?.columns ?? []).map((column) => said[column as keyof Particulars] ?? ''),
  );
}

/** Adds a person as she was stored; gives her place. */
export function addStored(table: RecordTable, particulars: string): number {
  const values = particulars.split(separator);
  return addCanonical(table, (at) => values[at] ?? '');
}

/** What is stored of values as they are compared; '' when there is nothing to compare. */
export function storedForm(values: readonly string[]): string {
  return values.every((value) => value === '') ? '' : values.join(separator);
}
