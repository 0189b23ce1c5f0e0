import { foldText } from '#analytics/text';
import { isDate, normaliseCountry, normaliseEmail, normalisePhone } from '#identify/particulars';
import { byRecency, type PersonFieldName, type PersonFields, type PersonRecord } from './person.ts';

/** The record a field came from. */
export type Origin = readonly [personId: number, importId: number, line: number];

/** One picture of a person or a customer, each field with the record it came from. */
export type GoldenRecord = {
  readonly fields: { readonly [Name in PersonFieldName]?: string };
  readonly other: Readonly<Record<string, string>>;
  readonly lineage: Readonly<Record<string, Origin>>;
};

/** Fields that only mean something together: a street with another record's town is nobody's address. */
export const blocks: readonly {
  readonly names: readonly PersonFieldName[];
  readonly needs: readonly PersonFieldName[];
}[] = [
  { names: ['civility', 'givenName', 'familyName'], needs: ['familyName'] },
  { names: ['street', 'postcode', 'city', 'country'], needs: ['street', 'postcode', 'city'] },
];
const single: readonly PersonFieldName[] = ['email', 'phone', 'birthDate', 'cardNumber'];

/** A value as it is kept, or undefined when it is none: a date that does not exist, a number no plan has. */
export function normalised(
  name: PersonFieldName,
  fields: PersonFields,
  homeCountry: string,
): string | undefined {
  const said = fields[name];
  if (said === undefined || said === '') return undefined;
  if (name === 'email') return normaliseEmail(said);
  if (name === 'phone') {
    const country = normaliseCountry(fields.country ?? '');
    return normalisePhone(said, country.length === 2 ? country : homeCountry);
  }
  if (name === 'country') return normaliseCountry(said);
  if (name === 'birthDate') return isDate(said) ? said : undefined;
  if (name === 'cardNumber') return said.replace(/\s+/g, '').toUpperCase();
  return said;
}

/**
 * The golden record of one or several persons from all that was said of them. Survivorship: the most recent value that is
 * not empty, field by field, except that a name and an address are taken whole from the most recent record that really has
 * one (a family name; a street, postcode or city). A missing country is borrowed from the latest record that says one, a missing
 * civility from a record of the same given name.
 * Pure and independent of the order of `records`.
 */
export function goldenRecord(records: readonly PersonRecord[], homeCountry = 'FR'): GoldenRecord {
  const latest = records.length > 1 ? [...records].sort(byRecency) : records;
  const fields: Partial<Record<PersonFieldName, string>> = {};
  const lineage: Record<string, Origin> = {};
  const take = (name: PersonFieldName, record: PersonRecord): boolean => {
    const value = normalised(name, record.fields, homeCountry);
    if (value === undefined) return false;
    fields[name] = value;
    lineage[name] = [record.personId, record.importId, record.line];
    return true;
  };
  for (const block of blocks) {
    const has = (record: PersonRecord, names: readonly PersonFieldName[]) =>
      names.some((name) => (record.fields[name] ?? '') !== '');
    const source =
      latest.find((record) => has(record, block.needs)) ?? latest.find((record) => has(record, block.names));
    if (source !== undefined) for (const name of block.names) take(name, source);
  }
  if (fields.country === undefined) latest.some((record) => take('country', record));
  for (const name of single) latest.some((record) => take(name, record));
  if (fields.civility === undefined) {
    const named = foldText(fields.givenName ?? '');
    latest.some((record) => foldText(record.fields.givenName ?? '') === named && take('civility', record));
  }
  return { fields, lineage, other: otherFields(latest, lineage) };
}

/** Fields of the mappings' own naming, each the most recent that is not empty. */
function otherFields(
  latest: readonly PersonRecord[],
  lineage: Record<string, Origin>,
): Record<string, string> {
  const other: Record<string, string> = {};
  for (const record of latest) {
    for (const [name, value] of Object.entries(record.fields.other ?? {})) {
      if (value === '' || Object.hasOwn(other, name)) continue;
      other[name] = value;
      lineage[`other.${name}`] = [record.personId, record.importId, record.line];
    }
  }
  return other;
}
