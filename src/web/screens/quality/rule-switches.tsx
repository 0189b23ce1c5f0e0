import { Switch } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { ProblemNote } from '../../components/problem-note.tsx';
import { useMay } from '../../data/session.ts';
import { useChangeRules, useRules } from './quality.data.ts';
import classes from './quality.module.css';
import { useFieldName } from './use-field-name.ts';

/** Every rule with its switch, by field; changing one has all sources looked at again. */
export function RuleSwitches() {
  const { t, i18n } = useTranslation('quality');
  const may = useMay();
  const fieldName = useFieldName();
  const rules = useRules();
  const change = useChangeRules();
  const language = i18n.language === 'en' ? 'en' : 'fr';
  const items = rules.data?.items ?? [];
  const fields = [...new Set(items.flatMap((rule) => rule.fields.slice(0, 1)))];
  const thrown = rules.error ?? change.error;
  return (
    <>
      <p className="soft">{t('rulesHint')}</p>
      {thrown ? <ProblemNote thrown={thrown} /> : null}
      {fields.map((field) => (
        <section key={field} className={classes.part}>
          <h3>{fieldName(field)}</h3>
          <ul className={classes.rules}>
            {items
              .filter((rule) => rule.fields[0] === field)
              .map((rule) => (
                <li key={rule.code}>
                  <Switch
                    size="sm"
                    label={rule.label[language]}
                    checked={rule.on}
                    disabled={!may('quality:write') || change.isPending}
                    onChange={(event) =>
                      change.mutate({ rules: { [rule.code]: event.currentTarget.checked } })
                    }
                  />
                  <span className="soft small nowrap">{t(`weights.${rule.weight}`)}</span>
                </li>
              ))}
          </ul>
        </section>
      ))}
    </>
  );
}
