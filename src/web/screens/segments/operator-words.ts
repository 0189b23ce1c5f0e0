import { useTranslation } from 'react-i18next';
import type { AttributeView, Operator } from '#differentiate/attributes/api';

const dateNames: Partial<
  Record<Operator, 'onDay' | 'notOnDay' | 'before' | 'untilDay' | 'after' | 'sinceDay'>
> = {
  '=': 'onDay',
  '!=': 'notOnDay',
  '<': 'before',
  '<=': 'untilDay',
  '>': 'after',
  '>=': 'sinceDay',
};
const names = {
  '=': 'equal',
  '!=': 'notEqual',
  '<': 'less',
  '<=': 'atMost',
  '>': 'more',
  '>=': 'atLeast',
  between: 'between',
  in: 'in',
  contains: 'contains',
  'starts with': 'startsWith',
  'is known': 'known',
  'is unknown': 'unknown',
  'in the last days': 'lastDays',
  'not in the last days': 'notLastDays',
  'has any': 'hasAny',
  'has all': 'hasAll',
  'has none': 'hasNone',
} as const satisfies Record<Operator, string>;

/** A comparison in words, which for a date are those of time. */
export function useOperatorWords(): (operator: Operator, type: AttributeView['type']) => string {
  const { t } = useTranslation('segments');
  return (operator, type) => {
    const name = (type === 'date' ? dateNames[operator] : undefined) ?? names[operator];
    return t(`operators.${name}`);
  };
}
