/** What a source may say of a person, as it says it. Dates are YYYY-MM-DD; everything is text; empty means not said. */
export type PersonFields = {
  readonly civility?: string;
  readonly givenName?: string;
  readonly familyName?: string;
  readonly email?: string;
  readonly phone?: string;
  readonly birthDate?: string;
  readonly street?: string;
  readonly postcode?: string;
  readonly city?: string;
  readonly country?: string;
  readonly cardNumber?: string;
  /** Where she works: companies are worked out from these. */
  readonly companyName?: string;
  readonly siren?: string;
  readonly siret?: string;
  readonly jobTitle?: string;
  readonly parentSiren?: string;
  readonly other?: Readonly<Record<string, string>>;
};

/** The named fields, in the order in which people read them. */
export const personFieldNames = [
  'civility',
  'givenName',
  'familyName',
  'email',
  'phone',
  'birthDate',
  'street',
  'postcode',
  'city',
  'country',
  'cardNumber',
] as const;

/** What is said of where a person works: kept with her record, no part of who she is. */
const workFieldNames = ['companyName', 'siren', 'siret', 'jobTitle', 'parentSiren'] as const;

export type PersonFieldName = (typeof personFieldNames)[number];

/** One thing said of one person: by whom, when, in which line. Later sayings win over earlier ones, field by field. */
export type PersonRecord = {
  readonly personId: number;
  readonly importId: number;
  readonly line: number;
  /** Milliseconds since 1970, UTC. */
  readonly recordedAt: number;
  readonly fields: PersonFields;
};

/** The import of what no file said: a correction somebody asked for, written down by hand. */
export const byHand = 0;

/**
 * Corrections by hand before anything a file says, then latest first; the import and line settle records of one moment, so that
 * the order of arrival never matters.
 */
export function byRecency(a: PersonRecord, b: PersonRecord): number {
  const corrects = (record: PersonRecord) => Number(record.importId === byHand);
  return (
    corrects(b) - corrects(a) ||
    b.recordedAt - a.recordedAt ||
    b.importId - a.importId ||
    b.line - a.line ||
    a.personId - b.personId
  );
}

/**
 * What is stored of a source's fields: trimmed, without NUL (PostgreSQL cannot hold one), without empty fields.
 * Values are otherwise kept as they were said; normalising happens when customers are derived.
 */
export function storableFields(fields: PersonFields): PersonFields {
  const clean = (text: string) => text.replaceAll('\0', '').trim();
  const kept: Record<string, unknown> = {};
  for (const name of [...personFieldNames, ...workFieldNames]) {
    const value = clean(fields[name] ?? '');
    if (value !== '') kept[name] = value;
  }
  const other = Object.entries(fields.other ?? {})
    .map(([name, value]) => [clean(name), clean(value)] as const)
    .filter(([name, value]) => name !== '' && value !== '');
  if (other.length > 0) kept.other = Object.fromEntries(other);
  return kept;
}
