import { useTranslation } from 'react-i18next';
import type { AttributeView } from '#differentiate/attributes/api';
import type { CustomerRow } from '#differentiate/segments/api';
import { useFormat } from '../../data/use-format.ts';

type Value = CustomerRow['values'][string];

const currencyOf = (unit: string | null) => (unit !== null && /^[A-Z]{3}$/.test(unit) ? unit : 'EUR');

/** The value of an attribute as the reader of one language writes it; nothing for what is unknown. */
export function useValueWords(): (attribute: AttributeView | undefined, value: Value) => string {
  const { t } = useTranslation('parts');
  const format = useFormat();
  return (attribute, value) => {
    if (value === null || value === '') return '';
    if (Array.isArray(value)) return value.join(', ');
    if (typeof value === 'boolean') return value ? t('yes') : t('no');
    switch (attribute?.type) {
      case 'money':
        return format.money(String(value), currencyOf(attribute.unit));
      case 'number':
        return format.number(Number(value), 2);
      case 'date':
        return format.shortDate(String(value));
      default:
        return String(value);
    }
  };
}
