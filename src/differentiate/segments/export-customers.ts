import { type AttributeValue, type Condition, readValue } from '#differentiate/attributes';
import { isRefusal, type Outcome } from '#platform/errors';
import type { Attribute, Words } from '#platform/module';
import type { AudienceNeeds } from './count-customers.ts';
import { chosenColumns } from './list-customers.ts';
import { resolveCondition } from './resolve-condition.ts';

const formulaStart = /^[=+\-@\t\r]/;

type Language = keyof Words;

/** What spreadsheets of each country expect between fields. */
const separators = { fr: ';', en: ',' } as const;

/** A field of a CSV file that no spreadsheet takes for a formula; numbers are written the way of the language. */
export function csvField(value: AttributeValue, type: Attribute['type'], language: Language): string {
  if (value === null) return '';
  const text = Array.isArray(value) ? value.join(', ') : String(value);
  if (type === 'number' || type === 'money') return language === 'fr' ? text.replace('.', ',') : text;
  const safe = formulaStart.test(text) ? `'${text}` : text;
  return /[",\r\n;]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}

async function* lines(
  needs: AudienceNeeds,
  condition: Condition,
  attributes: readonly Attribute[],
  language: Language,
): AsyncGenerator<string> {
  const separator = separators[language];
  const header = attributes.map((attribute) => csvField(attribute.label[language], 'text', language));
  yield `\ufeff${[{ fr: 'Client', en: 'Customer' }[language], ...header].join(separator)}\r\n`;
  const { query, parameters } = needs.registry.selectCustomers({
    condition,
    columns: attributes.map((attribute) => attribute.name),
    now: needs.clock.now(),
  });
  type Row = Record<string, unknown> & { customer_id: number };
  for await (const rows of needs.warehouse.stream<Row>(query, parameters)) {
    const text = rows.map((row) => {
      const fields = attributes.map((one) => csvField(readValue(one, row[one.name]), one.type, language));
      return `${[row.customer_id, ...fields].join(separator)}\r\n`;
    });
    yield text.join('');
  }
}

/**
 * The customers a condition means as a CSV file (UTF-8 with its mark, so that spreadsheets read accents), streamed:
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
