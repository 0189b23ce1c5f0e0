import type { Registry } from '#differentiate/attributes';

export type Fields = Readonly<Record<string, unknown>>;

/** What a content may say of its reader besides the registry's attributes: read from the golden record itself. */
export const identityFields = [
  'civility',
  'givenName',
  'familyName',
  'city',
  'postcode',
  'country',
  'birthDate',
] as const;

const identity: ReadonlySet<string> = new Set(identityFields);

/** Whether a merge field exists. */
export function isField(registry: Registry, name: string): boolean {
  return identity.has(name) || registry.find(name) !== undefined;
}

/** The merge fields that must be asked of the registry. */
export function attributeFields(registry: Registry, mergeFields: readonly string[]): string[] {
  return mergeFields.filter((name) => !identity.has(name) && registry.find(name) !== undefined);
}
