/** What a column of a file may hold. Several columns of one role are several fields, but for the parts of a date, a street or a place. */
export const roles = [
  'givenName',
  'familyName',
  'fullName',
  'companyName',
  'birthDate',
  'birthYear',
  'birthMonth',
  'birthDay',
  'identifier',
  'card',
  'siren',
  'email',
  'phone',
  'streetNumber',
  'street',
  'complement',
  'postcode',
  'city',
  'region',
  'country',
  'civility',
  'gender',
  'text',
  'category',
] as const;
export type Role = (typeof roles)[number];

/** A column of a file and what it holds. */
export type RoleOfColumn = { readonly role: Role; readonly column: string };
