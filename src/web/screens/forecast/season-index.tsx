import { NumberInput } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../../data/use-format.ts';
import { monthNames } from './month-names.ts';
import own from './season-index.module.css';

/** How busy a day of each month is, January first, typed in by somebody who knows; any unit, 100 to begin with. */
export function SeasonIndex(props: { months: readonly number[]; onChange: (months: number[]) => void }) {
  const { t } = useTranslation('forecast');
  const { language } = useFormat();
  const names = monthNames(language).long;
  const change = (at: number, value: number) =>
    props.onChange(props.months.map((weight, month) => (month === at ? value : weight)));
  return (
    <fieldset className={own.months}>
      <legend>{t('seasonIndex')}</legend>
      <p>{t('seasonIndexHint')}</p>
      {props.months.map((weight, month) => (
        <NumberInput
          key={names[month]}
          label={names[month]}
          min={0.01}
          max={1_000_000}
          hideControls
          value={weight}
          onChange={(value) => (typeof value === 'number' && value > 0 ? change(month, value) : undefined)}
        />
      ))}
    </fieldset>
  );
}
