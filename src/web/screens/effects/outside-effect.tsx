import { NativeSelect, NumberInput, TextInput } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { EffectReport } from '#evaluate/effects/api';
import { Section } from '../../components/page.tsx';
import { ProblemNote } from '../../components/problem-note.tsx';
import { request } from '../../data/request.ts';
import { EffectReportView } from './effect-report.tsx';
import classes from './effects.module.css';
import type { OutsideCampaign } from './effect.ts';
import type { EffectsSearch } from './effects-search.ts';

type OutsideProps = {
  campaign: OutsideCampaign;
  search: EffectsSearch;
  setSearch: (search: EffectsSearch) => void;
};

const windowDaysDefault = 14;

/** The effect of a campaign run elsewhere: choose the control, the response and the window; the report follows. */
export function OutsideEffect(props: OutsideProps) {
  const { campaign, search } = props;
  const control = search.control ?? guessControl(campaign);
  const query = {
    source: campaign.source,
    campaign: campaign.campaignKey,
    control,
    windowDays: search.days ?? windowDaysDefault,
    response: search.response ?? 'order',
    costPerContact: search.cost ?? 0,
  };
  const [asked] = useDebouncedValue(query, 300);
  const report = useQuery({
    queryKey: ['outside-effect', asked],
    queryFn: ({ signal }) =>
      request({ path: '/effects/outside/report', query: asked, shape: EffectReport, signal }),
    placeholderData: keepPreviousData,
  });
  return (
    <Section title={campaign.name ?? campaign.campaignKey}>
      <OutsideControls {...props} control={control} />
      {report.error ? <ProblemNote thrown={report.error} /> : null}
      {report.data && !report.error ? (
        <EffectReportView key={report.data.controlArm} report={report.data} />
      ) : null}
    </Section>
  );
}

function OutsideControls(props: OutsideProps & { control: string }) {
  const { t } = useTranslation('effects');
  const { campaign, search, setSearch } = props;
  const set = (change: Partial<EffectsSearch>) => setSearch({ ...search, ...change });
  return (
    <div className={classes.controls}>
      <NativeSelect
        label={t('control')}
        value={props.control}
        data={campaign.arms.map((one) => one.arm)}
        onChange={(event) => set({ control: event.currentTarget.value })}
      />
      <TextInput
        label={t('response')}
        title={t('responseHint')}
        value={search.response ?? 'order'}
        onChange={(event) => set({ response: event.currentTarget.value || undefined })}
      />
      <NumberInput
        label={t('window')}
        min={1}
        max={365}
        value={search.days ?? windowDaysDefault}
        onChange={(value) => set({ days: Number(value) || undefined })}
      />
      <NumberInput
        label={t('cost')}
        min={0}
        step={0.01}
        decimalScale={4}
        value={search.cost ?? 0}
        onChange={(value) => set({ cost: Number(value) || undefined })}
      />
    </div>
  );
}

/** The group most likely to be the control: one whose name says so, else the smallest. */
function guessControl(campaign: OutsideCampaign): string {
  const named = campaign.arms.find((one) => /control|t[ée]moin|no e-?mail|none|holdout/i.test(one.arm));
  const smallest = [...campaign.arms].sort((a, b) => a.persons - b.persons)[0];
  return (named ?? smallest)?.arm ?? '';
}
