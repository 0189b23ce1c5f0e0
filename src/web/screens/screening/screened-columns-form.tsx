import { NativeSelect } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { GuessReply } from '#identify/sources/api';
import type { ScreenedColumns } from '#identify/screening/api';
import { screenedFields } from './guessed-columns.ts';
import classes from './screening.module.css';

/** Which column of the file holds what, as guessed, each changeable; the first values of the column chosen stand below it. */
export function ScreenedColumnsForm(props: {
  columns: GuessReply['columns'];
  chosen: ScreenedColumns;
  onChange: (chosen: ScreenedColumns) => void;
}) {
  const { t } = useTranslation('screening');
  const { columns, chosen, onChange } = props;
  const samples = (name: string | undefined) =>
    columns
      .find(({ column }) => column === name)
      ?.samples.slice(0, 3)
      .join(', ');
  const set = (field: keyof ScreenedColumns, column: string) => {
    const { [field]: _, ...rest } = chosen;
    onChange(column === '' ? rest : { ...rest, [field]: column });
  };
  const tells = chosen.email || chosen.phone || (chosen.familyName && chosen.street && chosen.postcode);
  return (
    <>
      <div className={classes.columns}>
        {screenedFields.map((field) => (
          <NativeSelect
            key={field}
            label={t(`fields.${field}`)}
            description={samples(chosen[field]) ?? '\u00a0'}
            inputWrapperOrder={['label', 'input', 'description']}
            value={chosen[field] ?? ''}
            data={[{ value: '', label: t('noColumn') }, ...columns.map(({ column }) => column)]}
            onChange={(event) => set(field, event.currentTarget.value)}
          />
        ))}
      </div>
      {tells ? null : <p role="status">{t('tooLittle')}</p>}
    </>
  );
}
