import type { Attribute, AttributeSource } from '#platform/module';
import { columnOf } from './condition-sql.ts';

/** What a composer looks attributes up in. */
export type Lookup = ReadonlyMap<string, { readonly attribute: Attribute; readonly source: AttributeSource }>;

/** The customers there are: the merged and the erased are not among them. */
const population = 'SELECT customer_id FROM customers FINAL WHERE is_deleted = 0';

/** An attribute is only read where its name was checked: an unknown one here is a breakage. */
export function attributeNamed(lookup: Lookup, name: string): Attribute {
  const found = lookup.get(name);
  if (found === undefined)
    throw new Error(`Unknown attribute ${name}: check the condition and columns first.`);
  return found.attribute;
}

/** Empty text and no text are the same thing: not known. */
function valueOf(attribute: Attribute, side: string): string {
  const value = `if(isNull(${side}.present), ${attribute.missing}, ${side}.${columnOf(attribute)})`;
  return attribute.type === 'text' ? `nullIf(toString(${value}), '')` : value;
}

/**
 * One row per customer with `customer_id` and a column `v_<name>` for each attribute asked: the population, joined to
 * those sources alone that the attributes come from. A customer without a row in a source has the attribute's `missing`.
 */
export function composeRows(names: Iterable<string>, lookup: Lookup): string {
  const bySource = new Map<AttributeSource, Attribute[]>();
  for (const name of new Set(names)) {
    const attribute = attributeNamed(lookup, name);
    const source = lookup.get(name)?.source;
    if (source !== undefined) bySource.set(source, [...(bySource.get(source) ?? []), attribute]);
  }
  if (bySource.size === 0) return population;
  const columns: string[] = [];
  const joins: string[] = [];
  for (const [index, [source, attributes]] of [...bySource].entries()) {
    const side = `source_${index}`;
    const read = attributes.map((attribute) => `(${attribute.expression}) AS ${columnOf(attribute)}`);
    columns.push(...attributes.map((attribute) => `${valueOf(attribute, side)} AS ${columnOf(attribute)}`));
    joins.push(
      `LEFT JOIN (SELECT customer_id, 1 AS present, ${read.join(', ')} FROM (${source.query}) AS given) AS ${side}` +
        ` ON ${side}.customer_id = population.customer_id`,
    );
  }
  return [
    `SELECT population.customer_id AS customer_id, ${columns.join(', ')}`,
    `FROM (${population}) AS population`,
    ...joins,
    'SETTINGS join_use_nulls = 1',
  ].join('\n');
}
