import { Button, MultiSelect, NumberInput } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { PotentialOverview, PotentialSettings } from '#differentiate/potential/api';
import form from '../../components/form.module.css';
import { ProblemNote } from '../../components/problem-note.tsx';
import { useFormat } from '../../data/use-format.ts';
import { useChangePotential } from './potential.data.ts';

/** Which fields of the files tell customers alike, which quarter speaks, how long a declared share holds. */
export function PotentialSettingsForm(props: { potential: PotentialOverview; onAsked: () => void }) {
  const { t } = useTranslation('potential');
  const format = useFormat();
  const [settings, setSettings] = useState(props.potential.settings);
  const change = useChangePotential();
  const set = (one: Partial<PotentialSettings>) => setSettings((now) => ({ ...now, ...one }));
  const known = props.potential.fields.map((field) => ({
    value: field.name,
    label: t('fieldOf', { name: field.name, shown: format.number(field.customers) }),
  }));
  const gone = settings.fields
    .filter((name) => !known.some((one) => one.value === name))
    .map((name) => ({ value: name, label: name }));
  return (
    <div className={form.form}>
      <MultiSelect
        label={t('fields')}
        description={t('fieldsHint')}
        data={[...known, ...gone]}
        value={settings.fields}
        maxValues={8}
        searchable
        nothingFoundMessage={t('noFields')}
        onChange={(fields) => set({ fields })}
      />
      <NumberInput
        label={t('share')}
        description={t('shareHint')}
        min={50}
        max={95}
        value={Math.round(settings.share * 100)}
        onChange={(value) => (typeof value === 'number' ? set({ share: value / 100 }) : undefined)}
      />
      <NumberInput
        label={t('cellMinimum')}
        min={20}
        max={1000}
        value={settings.cellMinimum}
        onChange={(value) =>
          typeof value === 'number' ? set({ cellMinimum: Math.round(value) }) : undefined
        }
      />
      <NumberInput
        label={t('freshDays')}
        min={30}
        max={3650}
        value={settings.freshDays}
        onChange={(value) => (typeof value === 'number' ? set({ freshDays: Math.round(value) }) : undefined)}
      />
      {change.error ? <ProblemNote thrown={change.error} /> : null}
      <div className={form.buttons}>
        <Button
          loading={change.isPending}
          onClick={() => change.mutate(settings, { onSuccess: props.onAsked })}
        >
          {t('recompute')}
        </Button>
      </div>
    </div>
  );
}
