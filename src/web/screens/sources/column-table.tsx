import { MultiSelect } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { z } from 'zod';
import type { ColumnGuess, DraftMapping } from '#identify/sources/api';
import { Confidence } from './confidence.tsx';
import { fieldsOf, kindNames, targetsOf, withTargets } from './mapping-edit.ts';
import classes from './sources.module.css';

type ColumnTableProps = {
  columns: readonly z.infer<typeof ColumnGuess>[];
  mapping: DraftMapping;
  onChange: (mapping: DraftMapping) => void;
};

/** Each column with samples, what it means (one or several fields), and how sure the guess was. */
export function ColumnTable(props: ColumnTableProps) {
  const { t } = useTranslation('sources');
  const targets = targetsOf(props.mapping);
  const choices = useTargetChoices();
  return (
    <table className={classes.columns}>
      <thead>
        <tr>
          <th scope="col">{t('wizard.column')}</th>
          <th scope="col">{t('wizard.samples')}</th>
          <th scope="col">{t('wizard.target')}</th>
          <th scope="col">{t('wizard.confidence')}</th>
        </tr>
      </thead>
      <tbody>
        {props.columns.map((column) => (
          <tr key={column.column}>
            <th scope="row">{column.column}</th>
            <td className={classes.samples}>{column.samples.join(' · ')}</td>
            <td>
              <MultiSelect
                size="xs"
                searchable
                aria-label={`${column.column}, ${t('wizard.target')}`}
                placeholder={(targets.get(column.column) ?? []).length === 0 ? t('wizard.ignored') : ''}
                value={targets.get(column.column) ?? []}
                data={choices}
                onChange={(chosen) => props.onChange(withTargets(props.mapping, column.column, chosen))}
              />
            </td>
            <td>{column.targets.length > 0 ? <Confidence value={column.confidence} /> : null}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function useTargetChoices() {
  const { t } = useTranslation('sources');
  const say = useTargetWords();
  return kindNames.map((kind) => ({
    group: t(`records.${kind}`),
    items: fieldsOf(kind).map((field) => ({ value: `${kind}.${field}`, label: say(`${kind}.${field}`) })),
  }));
}

/** A target in words: "Ligne d'achat, date". */
export function useTargetWords(): (target: string) => string {
  const { i18n } = useTranslation('sources');
  const say = (key: string, otherwise: string) =>
    i18n.exists(`sources:${key}`) ? String(i18n.t(`sources:${key}` as never)) : otherwise;
  return (target) => {
    const [kind = '', field = ''] = target.split('.');
    return `${say(`records.${kind}`, kind)}, ${say(`recordFields.${field}`, field)}`;
  };
}
