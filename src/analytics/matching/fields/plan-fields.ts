import { canonicalPlace, canonicalStreet } from './canonical-address.ts';
import {
  canonicalCode,
  canonicalCompany,
  canonicalEmail,
  canonicalGender,
  canonicalName,
  canonicalPhone,
  canonicalText,
} from './canonical-values.ts';
import type { FieldKind } from './field-kind.ts';
import { type DateOrder, joinBirthDate, readBirthDate } from './read-birth-date.ts';
import type { Role, RoleOfColumn } from './roles.ts';

/** One field that records are compared by: the columns it is made of and how their values become one canonical text. */
export type Field = {
  readonly name: string;
  /** What its column holds, or the first of its columns. */
  readonly role: Role;
  readonly kind: FieldKind;
  readonly columns: readonly string[];
  canonical(values: readonly string[]): string;
};

type Single = { readonly kind: FieldKind; canonical(text: string): string };

const singles: Partial<Record<Role, Single>> = {
  givenName: { kind: 'givenName', canonical: canonicalName },
  familyName: { kind: 'familyName', canonical: canonicalName },
  fullName: { kind: 'fullName', canonical: canonicalName },
  companyName: { kind: 'companyName', canonical: canonicalCompany },
  identifier: { kind: 'identifier', canonical: canonicalCode },
  card: { kind: 'card', canonical: canonicalCode },
  siren: { kind: 'siren', canonical: (text) => canonicalCode(text).slice(0, 9) },
  email: { kind: 'email', canonical: canonicalEmail },
  phone: { kind: 'phone', canonical: canonicalPhone },
  complement: { kind: 'text', canonical: canonicalText },
  text: { kind: 'text', canonical: canonicalText },
  country: { kind: 'category', canonical: canonicalText },
  category: { kind: 'category', canonical: canonicalText },
  civility: { kind: 'category', canonical: canonicalGender },
  gender: { kind: 'category', canonical: canonicalGender },
};

/**
 * The fields that the named columns make: postcode, town and region are one place and number and street one street, because one
 * part tells much of the other; year, month and day are one date. The order of the fields is that of their roles, whatever the
 * order given.
 */
export function planFields(columns: readonly RoleOfColumn[], dates: DateOrder = 'day-month'): Field[] {
  const of = (role: Role) => columns.filter((one) => one.role === role).map(({ column }) => column);
  const fields: Field[] = [];
  for (const [role, single] of Object.entries(singles))
    for (const column of of(role as Role))
      fields.push({
        name: column,
        role: role as Role,
        kind: single.kind,
        columns: [column],
        canonical: ([text = '']) => single.canonical(text),
      });
  for (const column of of('birthDate'))
    fields.push({
      name: column,
      role: 'birthDate',
      kind: 'birthDate',
      columns: [column],
      canonical: ([text = '']) => readBirthDate(text, dates),
    });
  const parts = (...names: Role[]) => names.map((name) => of(name)[0] ?? '');
  const add = (
    name: string,
    role: Role,
    kind: FieldKind,
    wanted: string[],
    join: (...values: string[]) => string,
  ) => {
    if (wanted.some((column) => column !== ''))
      fields.push({ name, role, kind, columns: wanted, canonical: (values) => join(...values) });
  };
  add(
    'birth date',
    'birthYear',
    'birthDate',
    parts('birthYear', 'birthMonth', 'birthDay'),
    (y = '', m = '', d = '') => joinBirthDate(y, m, d),
  );
  add('street', 'street', 'street', parts('streetNumber', 'street'), (n = '', s = '') =>
    canonicalStreet(n, s),
  );
  add('place', 'postcode', 'place', parts('postcode', 'city', 'region'), (p = '', c = '', r = '') =>
    canonicalPlace(p, c, r),
  );
  return fields;
}
