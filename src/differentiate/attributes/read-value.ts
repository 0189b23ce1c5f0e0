import { trimDecimal } from '#platform/money';
import type { Attribute } from '#platform/module';

export type AttributeValue = string | number | boolean | readonly string[] | null;

/** A warehouse value as screens and files take it: money as a plain decimal text, dates ISO 8601, lists as texts. */
export function readValue(attribute: Pick<Attribute, 'type'>, raw: unknown): AttributeValue {
  if (raw === null || raw === undefined) return null;
  switch (attribute.type) {
    case 'money':
      return trimDecimal(String(raw));
    case 'number':
      return Number(raw);
    case 'boolean':
      return raw === true || raw === 1;
    case 'list':
      return Array.isArray(raw) ? raw.map(String) : [];
    default:
      return String(raw);
  }
}
