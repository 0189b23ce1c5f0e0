import { useTranslation } from 'react-i18next';
import { useFormat } from '../../data/use-format.ts';
import { useRanks } from './portfolio.data.ts';

/** Writes a value of an axis: money in the currency of the portfolio, days as such. */
export function useWriteAxis(unit: 'money' | 'days'): (value: number) => string {
  const { t } = useTranslation('portfolio');
  const format = useFormat();
  const currency = useRanks().data?.currency ?? '';
  return (value) =>
    unit === 'money'
      ? format.money(Math.round(value), currency, { cents: false })
      : t('days', { count: Math.round(value), shown: format.number(Math.round(value)) });
}
