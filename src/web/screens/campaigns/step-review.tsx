import { Button, NumberInput, Text } from '@mantine/core';
import { modals } from '@mantine/modals';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { AudiencePreview, CampaignView } from '#interact/campaigns/api';
import { Figure, Figures } from '../../components/figure.tsx';
import { Section } from '../../components/page.tsx';
import { ProblemNote } from '../../components/problem-note.tsx';
import { useHouseCurrency, useMay } from '../../data/session.ts';
import { useFormat } from '../../data/use-format.ts';
import { AudienceFunnel, previewBody } from './audience-funnel.tsx';
import { useActOnCampaign, useAudiencePreview } from './campaigns.data.ts';
import { ProofForm } from './proof-form.tsx';
import { smallestEffect } from './smallest-effect.ts';
import type { CampaignDraft } from './use-campaign-draft.ts';

type ReviewProps = {
  campaign: CampaignView;
  draft: CampaignDraft;
  at: string | undefined;
  as: number | undefined;
};

/** Step 4: counts, cost, controls and the smallest effect they can show; a proof; then launch or schedule. */
export function StepReview(props: ReviewProps) {
  const { t } = useTranslation('campaigns');
  const may = useMay();
  const { campaign, draft } = props;
  const preview = useAudiencePreview(previewBody(campaign.campaignId, draft.draft));
  return (
    <>
      {preview.data ? <ReviewFigures preview={preview.data} windowDays={draft.draft.windowDays} /> : null}
      <Section title={t('funnel.title')}>
        <AudienceFunnel campaignId={campaign.campaignId} draft={draft.draft} />
      </Section>
      {may('campaigns:send') ? (
        <>
          <Section title={t('review.proof')}>
            <ProofForm campaignId={campaign.campaignId} as={props.as} settle={draft.settle} />
          </Section>
          <LaunchButton {...props} count={preview.data?.toSend ?? 0} />
        </>
      ) : null}
    </>
  );
}

function ReviewFigures(props: { preview: AudiencePreview; windowDays: number }) {
  const { t } = useTranslation('campaigns');
  const format = useFormat();
  const currency = useHouseCurrency();
  const [base, setBase] = useState(5);
  const { toSend, control, cost } = props.preview;
  const smallest = smallestEffect({ treated: toSend, control, base: base / 100 });
  return (
    <>
      <Figures>
        <Figure
          label={t('review.volume')}
          value={format.number(toSend)}
          definition={t('review.volumeMeans')}
        />
        <Figure
          label={t('review.control')}
          value={format.number(control)}
          definition={t('review.controlMeans')}
        />
        <Figure
          label={t('review.cost')}
          value={format.money(cost, currency)}
          definition={t('review.costMeans')}
        />
        <Figure
          label={t('review.smallest')}
          value={
            smallest === undefined ? '—' : t('review.points', { value: format.number(smallest * 100, 2) })
          }
          period={smallest === undefined ? t('review.noControl') : ''}
          definition={t('review.smallestMeans', { base: format.percent(base / 100) })}
        />
      </Figures>
      <NumberInput
        label={t('review.base', { count: props.windowDays, days: String(props.windowDays) })}
        maw={420}
        min={0.1}
        max={99}
        decimalScale={1}
        suffix={' %'}
        value={base}
        onChange={(value) => setBase(Number(value) || 0)}
      />
    </>
  );
}

function LaunchButton(props: ReviewProps & { count: number }) {
  const { t } = useTranslation('campaigns');
  const { t: parts } = useTranslation('parts');
  const format = useFormat();
  const act = useActOnCampaign(props.campaign.campaignId);
  const shown = format.number(props.count);
  const when = props.at ? format.dateTime(new Date(props.at)) : undefined;
  const label = when ? t('review.schedule', { when }) : t('review.launch', { count: props.count, shown });
  const go = async () => {
    if (!(await props.draft.settle())) return;
    act.mutate(props.at ? { act: 'schedule', at: new Date(props.at).toISOString() } : { act: 'launch' });
  };
  const ask = () =>
    modals.openConfirmModal({
      title: label,
      children: (
        <Text size="sm">
          {when
            ? t('review.confirmLater', { count: props.count, when, shown })
            : t('review.confirm', { count: props.count, shown })}
        </Text>
      ),
      labels: { confirm: label, cancel: parts('cancel') },
      onConfirm: () => void go(),
    });
  return (
    <>
      {act.error ? <ProblemNote thrown={act.error} title={t('review.notReady')} /> : null}
      <Button size="md" onClick={ask} loading={act.isPending} disabled={props.count === 0}>
        {label}
      </Button>
    </>
  );
}
