import { type AttributeValue, type Condition, readValue } from '#differentiate/attributes';
import { type CsvCell, csvLine, csvStart } from '#platform/csv';
import { isRefusal, type Outcome } from '#platform/errors';
import type { Attribute, Words } from '#platform/module';
import type { AudienceNeeds } from './count-customers.ts';
import { chosenColumns } from './list-customers.ts';
import { resolveCondition } from './resolve-condition.ts';

type Language = keyof Words;

function cellOf(value: AttributeValue): CsvCell {
  return Array.isArray(value) ? value.join(', ') : (value as Exclude<AttributeValue, readonly string[]>);
}

async function* lines(
  needs: AudienceNeeds,
  condition: Condition,
  attributes: readonly Attribute[],
  language: Language,
): AsyncGenerator<string> {
  const header = attributes.map((attribute) => attribute.label[language]);
  yield csvStart + csvLine([{ fr: 'Client', en: 'Customer' }[language], ...header]);
  const { query, parameters } = needs.registry.selectCustomers({
    condition,
    columns: attributes.map((attribute) => attribute.name),
    now: needs.clock.now(),
  });
  type Row = Record<string, unknown> & { customer_id: number };
  for await (const rows of needs.warehouse.stream<Row>(query, parameters)) {
    const text = rows.map((row) =>
      csvLine([row.customer_id, ...attributes.map((one) => cellOf(readValue(one, row[one.name])))]),
    );
    yield text.join('');
  }
}

/**
 * The customers a condition means as a CSV file (UTF-8 with its mark, safe for spreadsheets), streamed:
 * memory does not grow with the list. Refuses conditions and columns that cannot be read.
 */
export async function exportCustomers(
  needs: AudienceNeeds,
  input: { condition: Condition; columns?: readonly string[] | undefined; language: Language },
): Promise<Outcome<AsyncGenerator<string>>> {
  const condition = await resolveCondition(needs, input.condition);
  if (isRefusal(condition)) return condition;
  const columns = chosenColumns(needs.registry, input.columns);
  if (isRefusal(columns)) return columns;
  const attributes = columns.flatMap((name) => needs.registry.find(name) ?? []);
  return lines(needs, condition, attributes, input.language);
}
