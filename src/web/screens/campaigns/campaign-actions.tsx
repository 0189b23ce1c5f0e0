import { Button, Text } from '@mantine/core';
import { modals } from '@mantine/modals';
import { useNavigate } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { CampaignBody, type CampaignView } from '#interact/campaigns/api';
import { ProblemNote } from '../../components/problem-note.tsx';
import { useMay } from '../../data/session.ts';
import { useActOnCampaign, useCreateCampaign } from './campaigns.data.ts';

/** What may be done with a campaign in its state: pause, resume, cancel, back to draft, copy. */
export function CampaignActions(props: { campaign: CampaignView }) {
  const { t } = useTranslation('campaigns');
  const { t: parts } = useTranslation('parts');
  const may = useMay();
  const { campaign } = props;
  const act = useActOnCampaign(campaign.campaignId);
  const cancel = () =>
    modals.openConfirmModal({
      title: t('actions.cancel'),
      children: <Text size="sm">{t('actions.cancelConfirm')}</Text>,
      labels: { confirm: t('actions.cancel'), cancel: parts('close') },
      onConfirm: () => act.mutate({ act: 'cancel' }),
    });
  const { state } = campaign;
  const ended = state === 'done' || state === 'cancelled';
  const plain = (label: string, run: () => void) => (
    <Button key={label} variant="default" onClick={run} disabled={act.isPending}>
      {label}
    </Button>
  );
  const sending = may('campaigns:send');
  return (
    <>
      {act.error ? <ProblemNote thrown={act.error} /> : null}
      {sending && (state === 'planning' || state === 'sending')
        ? plain(t('actions.pause'), () => act.mutate({ act: 'pause' }))
        : null}
      {sending && state === 'paused' ? plain(t('actions.resume'), () => act.mutate({ act: 'resume' })) : null}
      {sending && state === 'scheduled'
        ? plain(t('actions.unschedule'), () => act.mutate({ act: 'unschedule' }))
        : null}
      {sending && !ended ? plain(t('actions.cancel'), cancel) : null}
      {may('campaigns:write') ? <CopyButton campaign={campaign} /> : null}
    </>
  );
}

function CopyButton(props: { campaign: CampaignView }) {
  const { t } = useTranslation('campaigns');
  const navigate = useNavigate();
  const create = useCreateCampaign();
  const copy = () =>
    create.mutate(CampaignBody.strip().parse({ ...props.campaign, name: `${props.campaign.name} (2)` }), {
      onSuccess: ({ campaignId }) =>
        void navigate({ to: '/campaigns/$id', params: { id: String(campaignId) }, search: {} }),
    });
  return (
    <Button variant="default" onClick={copy} loading={create.isPending}>
      {t('actions.duplicate')}
    </Button>
  );
}
