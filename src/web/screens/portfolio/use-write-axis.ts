import { useTranslation } from 'react-i18next';
import type { Matrix } from '#differentiate/portfolio/api';
import { useFormat } from '../../data/use-format.ts';

/** Writes a value of an axis: money in the currency of its matrix, the rest in its own unit. */
export function useWriteAxis(unit: Matrix['x']['unit'], currency: string): (value: number) => string {
  const { t } = useTranslation('portfolio');
  const format = useFormat();
  const counted = (value: number) => ({ count: Math.round(value), shown: format.number(Math.round(value)) });
  const writers: Record<typeof unit, (value: number) => string> = {
    money: (value) => format.money(Math.round(value), currency, { cents: false }),
    days: (value) => t('days', counted(value)),
    orders: (value) => t('orders', counted(value)),
    share: (value) => format.percent(value, 0),
    score: (value) => t('score', { shown: format.number(value, 1) }),
  };
  return writers[unit];
}
