import { foldText } from '#analytics/text';
import { isDate, normaliseCountry, normaliseEmail, normalisePhone } from '#identify/particulars';
import type { SurvivorshipPart } from './api.ts';
import {
  byRecency,
  type PersonFieldName,
  personFieldNames,
  type PersonFields,
  type PersonRecord,
} from './person.ts';
import { type Candidates, chooseRecord, deliveredSurvivorship, type GoldenBy } from './survivorship.ts';

/** The record a field came from. */
export type Origin = readonly [personId: number, importId: number, line: number];

/** One picture of a person or a customer, each field with the record it came from. */
export type GoldenRecord = {
  readonly fields: { readonly [Name in PersonFieldName]?: string };
  readonly other: Readonly<Record<string, string>>;
  readonly lineage: Readonly<Record<string, Origin>>;
};

/** Fields taken from one record together, by one rule: a street with another record's town is nobody's address. */
export type GoldenPart = {
  readonly part: SurvivorshipPart;
  readonly names: readonly string[];
  /** A record says something of the part when it says one of these; failing all, one of `names`. */
  readonly needs: readonly string[];
};
const parts: readonly (GoldenPart & { readonly names: readonly PersonFieldName[] })[] = [
  { part: 'name', names: ['civility', 'givenName', 'familyName'], needs: ['familyName'] },
  {
    ...{ part: 'address', names: ['street', 'postcode', 'city', 'country'] },
    needs: ['street', 'postcode', 'city'],
  },
  ...(['email', 'phone', 'birthDate', 'cardNumber'] as const).map((name) => ({
    ...{ part: name, names: [name], needs: [name] },
  })),
];

/** The part that a field is of, by its name: one of a person's, or one of the mappings' own naming. */
export function partOf(field: string): GoldenPart {
  const known = parts.find(({ names }) => names.some((name) => name === field));
  return known ?? { part: 'other', names: [field], needs: [field] };
}

/** The records that say something of a part, in the order given, and what they say of it. */
export function candidatesOf(
  { part, names, needs }: GoldenPart,
  records: readonly PersonRecord[],
  homeCountry: string,
): Candidates {
  const said = (record: PersonRecord) => names.map((name) => saidOf(name, record, homeCountry) ?? '');
  const saying = (wanted: readonly string[]) =>
    records.filter((record) => wanted.some((name) => saidOf(name, record, homeCountry) !== undefined));
  const whole = saying(needs);
  return { part, said, records: whole.length === 0 ? saying(names) : whole };
}

/** What a record says of a field, as the golden record keeps it. */
export function saidOf(field: string, record: PersonRecord, homeCountry: string): string | undefined {
  const name = personFieldNames.find((one) => one === field);
  if (name !== undefined) return normalised(name, record.fields, homeCountry);
  const other = record.fields.other ?? {};
  return Object.hasOwn(other, field) ? other[field] || undefined : undefined;
}

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

/** As delivered: everywhere what was said last, in France. */
const asDelivered: GoldenBy = {
  ...{ homeCountry: 'FR', rules: deliveredSurvivorship, sourceOf: () => '' },
};

/**
 * The golden record of one or several persons from all that was said of them, each part by its rule of survivorship; a name and an
 * address are taken whole from the one record that is chosen among those that really have one (a family name; a street, postcode or
 * city). A missing country is borrowed from the latest record that says one, a missing civility from a record of the same given name.
 * Pure and independent of the order of `records`.
 */
export function goldenRecord(records: readonly PersonRecord[], by: GoldenBy = asDelivered): GoldenRecord {
  const latest = records.length > 1 ? [...records].sort(byRecency) : records;
  const fields: Partial<Record<PersonFieldName, string>> = {};
  const lineage: Record<string, Origin> = {};
  const take = (name: PersonFieldName, record: PersonRecord): boolean => {
    const value = normalised(name, record.fields, by.homeCountry);
    if (value === undefined) return false;
    fields[name] = value;
    lineage[name] = originOf(record);
    return true;
  };
  for (const part of parts) {
    const chosen = chooseRecord(candidatesOf(part, latest, by.homeCountry), by);
    if (chosen !== undefined) for (const name of part.names) take(name, chosen);
  }
  if (fields.country === undefined) latest.some((record) => take('country', record));
  if (fields.civility === undefined) {
    const named = foldText(fields.givenName ?? '');
    latest.some((record) => foldText(record.fields.givenName ?? '') === named && take('civility', record));
  }
  return { fields, lineage, other: otherFields(latest, lineage, by) };
}

const originOf = (record: PersonRecord): Origin => [record.personId, record.importId, record.line];

/** Fields of the mappings' own naming. */
function otherFields(
  latest: readonly PersonRecord[],
  lineage: Record<string, Origin>,
  by: GoldenBy,
): Record<string, string> {
  const names = new Set(latest.flatMap((record) => Object.keys(record.fields.other ?? {})));
  const other: Record<string, string> = {};
  for (const name of names) {
    const said = (record: PersonRecord) => record.fields.other?.[name] ?? '';
    const records = latest.filter((record) => Object.hasOwn(record.fields.other ?? {}, name) && said(record));
    const chosen = chooseRecord({ part: 'other', records, said: (record) => [said(record)] }, by);
    if (chosen === undefined) continue;
    other[name] = said(chosen);
    lineage[`other.${name}`] = originOf(chosen);
  }
  return other;
}
