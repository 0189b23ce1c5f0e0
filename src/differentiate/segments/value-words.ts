import type { ConditionValue } from '#differentiate/attributes';
import type { Attribute, Words } from '#platform/module';

type Language = keyof Words;

const locales = { fr: 'fr-FR', en: 'en-GB' } as const;

function number(value: string | number, language: Language): string {
  // Intl takes a decimal text exactly; its types only know numbers and bigint.
  return new Intl.NumberFormat(locales[language], { maximumFractionDigits: 6 }).format(value as number);
}

function date(value: string, language: Language): string {
  const format = new Intl.DateTimeFormat(locales[language], { dateStyle: 'long', timeZone: 'UTC' });
  return format.format(new Date(`${value}T00:00:00Z`));
}

/** One value of a comparison as a reader of the language expects it, with its unit. */
export function valueWords(
  attribute: Pick<Attribute, 'type' | 'unit'> | undefined,
  value: ConditionValue | undefined,
  language: Language,
): string {
  if (value === undefined || Array.isArray(value)) return '';
  if (typeof value === 'boolean') return { fr: value ? 'oui' : 'non', en: value ? 'yes' : 'no' }[language];
  switch (attribute?.type) {
    case 'number':
    case 'money': {
      const unit = attribute.unit === undefined ? '' : `\u00a0${attribute.unit}`;
      return `${number(value, language)}${unit}`;
    }
    case 'date':
      return date(String(value), language);
    default:
      return language === 'fr' ? `«\u00a0${value}\u00a0»` : `“${value}”`;
  }
}

/** Values joined as a list: “a, b or c”. */
export function listWords(
  values: readonly string[],
  language: Language,
  how: 'conjunction' | 'disjunction',
): string {
  return new Intl.ListFormat(locales[language], { type: how }).format(values);
}
