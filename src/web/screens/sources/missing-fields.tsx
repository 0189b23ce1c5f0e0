import { TextInput } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { DraftMapping } from '#identify/sources/api';
import { Status } from '../../components/status.tsx';
import { useTargetWords } from './column-table.tsx';
import { constantsOf, missingOf, withField } from './mapping-edit.ts';
import classes from './sources.module.css';

/** Required fields without a source, and values given for the whole file. */
export function MissingFields(props: { mapping: DraftMapping; onChange: (mapping: DraftMapping) => void }) {
  const { t } = useTranslation('sources');
  const say = useTargetWords();
  const missing = missingOf(props.mapping);
  const constants = constantsOf(props.mapping);
  const fields = [...missing.map((target) => ({ target, constant: '' })), ...constants].sort((a, b) =>
    a.target.localeCompare(b.target),
  );
  if (fields.length === 0) return null;
  return (
    <div className={classes.missing}>
      <p>
        {missing.length > 0 ? (
          <Status tone="bad">{`${t('wizard.missing')} (${missing.length})`}</Status>
        ) : (
          <strong>{t('wizard.constants')}</strong>
        )}{' '}
        <span className="soft small">{t('wizard.missingHint')}</span>
      </p>
      <div className={classes.format}>
        {fields.map(({ target, constant }) => (
          <TextInput
            key={target}
            label={say(target)}
            value={constant}
            onChange={(event) => {
              const value = event.currentTarget.value;
              props.onChange(
                withField(props.mapping, target, value === '' ? undefined : { constant: value }),
              );
            }}
          />
        ))}
      </div>
    </div>
  );
}
