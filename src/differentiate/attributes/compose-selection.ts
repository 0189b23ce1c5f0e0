import type { Attribute } from '#platform/module';
import type { WarehouseParameters } from '#platform/warehouse';
import type { Condition } from './api.ts';
import { attributeNamed, composeRows, type Lookup } from './compose-rows.ts';
import { attributesOf } from './condition.ts';
import { type Binder, columnOf, conditionSql, createBinder, folded } from './condition-sql.ts';

/** Where a page ended: the sort value of its last row (null = unknown) and its customer. */
export type SelectionCursor = { readonly value: string | number | null; readonly customerId: number };

export type SelectionOrder = { readonly attribute: string; readonly descending: boolean };

export type SelectionQuestion = {
  readonly condition: Condition;
  /** Attribute names; the answer has a column of the same name for each, and `customer_id`. */
  readonly columns: readonly string[];
  /** By customer number when left out; unknown values come last either way. */
  readonly order?: SelectionOrder | undefined;
  /** Instead of an order: a draw of customers, the same for the same seed, favouring nobody. */
  readonly drawSeed?: number | undefined;
  readonly limit?: number | undefined;
  readonly cursor?: SelectionCursor | undefined;
  readonly now: Date;
};

/** The value rows are sorted by, of a type that survives being sent out and back as a cursor. */
function sortKey(attribute: Attribute): { expression: string; type: string } {
  const column = columnOf(attribute);
  switch (attribute.type) {
    case 'text':
      return { expression: folded(column), type: 'String' };
    case 'date':
      return { expression: `toUnixTimestamp64Milli(toDateTime64(${column}, 3))`, type: 'Int64' };
    case 'list':
      return { expression: `length(${column})`, type: 'UInt64' };
    case 'money':
      return { expression: `toDecimal128(${column}, 6)`, type: 'Decimal(38, 6)' };
    default:
      return { expression: `toFloat64(${column})`, type: 'Float64' };
  }
}

function pageStart(question: SelectionQuestion, type: string, binder: Binder): string | undefined {
  const { cursor, order } = question;
  if (cursor === undefined) return undefined;
  const customer = binder.bind('UInt64', cursor.customerId);
  if (order === undefined) return `customer_id > ${customer}`;
  if (cursor.value === null) return `(isNull(sort_key) AND customer_id > ${customer})`;
  const value = binder.bind(type, cursor.value);
  const beyond = `sort_key ${order.descending ? '<' : '>'} ${value}`;
  return `(isNull(sort_key) OR ${beyond} OR (sort_key = ${value} AND customer_id > ${customer}))`;
}

/**
 * The customers a condition means, one row each. Paged by the last row seen, not by counting rows, so that a page costs
 * the same wherever it stands and nobody is seen twice. With an order, rows also carry `sort_key`.
 */
export function composeSelection(
  question: SelectionQuestion,
  lookup: Lookup,
): { query: string; parameters: WarehouseParameters } {
  const { condition, columns, order, limit } = question;
  const binder = createBinder(question.now);
  const key = order === undefined ? undefined : sortKey(attributeNamed(lookup, order.attribute));
  const names = [...attributesOf(condition), ...columns, ...(order === undefined ? [] : [order.attribute])];
  const shown = columns.map((name) => `${columnOf(attributeNamed(lookup, name))} AS \`${name}\``);
  const where = [
    conditionSql(condition, (name) => lookup.get(name)?.attribute, binder),
    pageStart(question, key?.type ?? '', binder),
  ].filter((one) => one !== undefined);
  const direction = order?.descending === true ? 'DESC' : 'ASC';
  const drawn =
    question.drawSeed === undefined
      ? ''
      : `sipHash64(customer_id, ${binder.bind('UInt32', question.drawSeed)}), `;
  return {
    query: [
      `SELECT ${['customer_id', ...shown, ...(key === undefined ? [] : [`${key.expression} AS sort_key`])].join(', ')}`,
      `FROM (${composeRows(names, lookup)}) AS customer`,
      `WHERE ${where.join(' AND ')}`,
      `ORDER BY ${drawn}${key === undefined ? '' : `isNull(sort_key), sort_key ${direction}, `}customer_id`,
      ...(limit === undefined ? [] : [`LIMIT ${binder.bind('UInt64', limit)}`]),
    ].join('\n'),
    parameters: binder.parameters,
  };
}
