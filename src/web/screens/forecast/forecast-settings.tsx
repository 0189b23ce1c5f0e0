import { Button, NumberInput, Select } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { lifetimeModels, type LifetimeSettings } from '#differentiate/lifetime/api';
import form from '../../components/form.module.css';
import { ProblemNote } from '../../components/problem-note.tsx';
import { useForecastSettings, useRefit } from './forecast.data.ts';
import { SeasonIndex } from './season-index.tsx';
import { modelName } from './model-name.ts';

const seasonChoices = ['choose', 'none', 'monthly', 'known'] as const;
/** What a known season starts from: months all alike. */
const level = Array<number>(12).fill(100);

/** Model, season, horizon, discount and margin; fitting again with them. */
export function ForecastSettings(props: { onAsked: () => void }) {
  const stored = useForecastSettings();
  return stored.data ? <Form key={JSON.stringify(stored.data)} stored={stored.data} {...props} /> : null;
}

function Form(props: { stored: LifetimeSettings; onAsked: () => void }) {
  const { t } = useTranslation('forecast');
  const [settings, setSettings] = useState(props.stored);
  const refit = useRefit();
  const set = (change: Partial<LifetimeSettings>) => setSettings((now) => ({ ...now, ...change }));
  // Not by what `mutate` takes: this form begins anew once the settings are stored, and would no longer hear of it.
  const ask = () => void refit.mutateAsync(settings).then(props.onAsked, () => undefined);
  return (
    <div className={form.form}>
      <Select
        label={t('model')}
        allowDeselect={false}
        value={settings.model}
        data={[
          { value: 'choose', label: t('chooseBest') },
          ...lifetimeModels.map((value) => ({ value, label: modelName(value) })),
        ]}
        onChange={(value) => set({ model: (value ?? 'choose') as LifetimeSettings['model'] })}
      />
      <Select
        label={t('season')}
        allowDeselect={false}
        value={settings.season}
        data={seasonChoices.map((value) => ({ value, label: t(`seasons.${value}`) }))}
        onChange={(value) => {
          const season = (value ?? 'choose') as LifetimeSettings['season'];
          set({ season, ...(season === 'known' && { seasonIndex: settings.seasonIndex ?? level }) });
        }}
      />
      {settings.season === 'known' ? (
        <SeasonIndex
          months={settings.seasonIndex ?? level}
          onChange={(seasonIndex) => set({ seasonIndex })}
        />
      ) : null}
      <NumberInput
        label={t('horizon')}
        min={30}
        max={3650}
        value={settings.horizonDays}
        onChange={(value) =>
          typeof value === 'number' ? set({ horizonDays: Math.round(value) }) : undefined
        }
      />
      <NumberInput
        label={t('discount')}
        min={0}
        max={100}
        value={Math.round(settings.yearlyDiscount * 1000) / 10}
        onChange={(value) => (typeof value === 'number' ? set({ yearlyDiscount: value / 100 }) : undefined)}
      />
      <NumberInput
        label={t('marginShare')}
        description={t('marginShareHint')}
        min={-100}
        max={100}
        value={settings.marginShare === null ? '' : Math.round(settings.marginShare * 1000) / 10}
        onChange={(value) => set({ marginShare: typeof value === 'number' ? value / 100 : null })}
      />
      {refit.error ? <ProblemNote thrown={refit.error} /> : null}
      <div className={form.buttons}>
        <Button loading={refit.isPending} onClick={ask}>
          {t('refit')}
        </Button>
      </div>
    </div>
  );
}
