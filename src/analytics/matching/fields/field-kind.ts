/** What a field of a record holds, which decides how two values are compared. */
export const fieldKinds = [
  'givenName',
  'familyName',
  'fullName',
  'companyName',
  'birthDate',
  'identifier',
  'card',
  'siren',
  'email',
  'phone',
  'street',
  'place',
  'text',
  'category',
] as const;
export type FieldKind = (typeof fieldKinds)[number];

/** The kinds that relatives under one roof have in common; the others tell relatives apart. */
const sharedByRelatives: ReadonlySet<FieldKind> = new Set([
  'familyName',
  'street',
  'place',
  'phone',
  'text',
  'category',
]);

/** Whether people of one household tend to agree on a field of this kind. */
export function isSharedByRelatives(kind: FieldKind): boolean {
  return sharedByRelatives.has(kind);
}
