import { type Registry, readValue } from '#differentiate/attributes';
import { type Database, sql } from '#platform/database';
import type { Fields } from './field-list.ts';
import { identityFields } from './field-list.ts';

type Identity = Record<(typeof identityFields)[number], string | null>;

/** Names, place and the like of customers, as they are now. */
export async function loadIdentity(
  db: Database,
  customerIds: readonly number[],
): Promise<Map<number, Identity>> {
  const { rows } = await sql<Identity & { customer_id: number }>`
    select customer_id, civility, given_name as "givenName", family_name as "familyName", city, postcode, country,
           birth_date as "birthDate"
    from identify.customer where customer_id = any(${customerIds})
  `.execute(db);
  return new Map(rows.map(({ customer_id: id, ...identity }) => [id, identity]));
}

/** The values of a content's merge fields for one customer: from its identity, or its row of attributes. Unknown ones are left out. */
export function fieldsOf(
  mergeFields: readonly string[],
  known: {
    identity: Identity | undefined;
    attributes: Readonly<Record<string, unknown>>;
    registry: Registry;
  },
): Fields {
  const fields: Record<string, unknown> = {};
  for (const name of mergeFields) {
    const attribute = known.registry.find(name);
    const own = known.identity?.[name as keyof Identity];
    const value =
      own ?? (attribute === undefined ? null : readValue(attribute, known.attributes[name] ?? null));
    if (value !== null && value !== '') fields[name] = value;
  }
  return fields;
}
