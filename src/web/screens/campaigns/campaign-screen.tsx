import { Link, useParams } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { Page } from '../../components/page.tsx';
import { ProblemNote } from '../../components/problem-note.tsx';
import { useMay } from '../../data/session.ts';
import { CampaignEditor } from './campaign-editor.tsx';
import { CampaignResult } from './campaign-result.tsx';
import { isEditable } from './campaign-state.ts';
import { useCampaign } from './campaigns.data.ts';

/** One campaign: its editor while it is a draft, its result once it is on its way. */
export function CampaignScreen() {
  const { t } = useTranslation('campaigns');
  const { id } = useParams({ from: '/inside/campaigns/$id' });
  const campaign = useCampaign(Number(id));
  const may = useMay();
  const above = (
    <Link to="/campaigns" className="link">
      {t('title')}
    </Link>
  );
  if (!campaign.data) {
    return (
      <Page title={campaign.error ? t('title') : ' '} above={above}>
        {campaign.error ? (
          <ProblemNote thrown={campaign.error} again={() => void campaign.refetch()} />
        ) : null}
      </Page>
    );
  }
  return isEditable(campaign.data.state) && may('campaigns:write') ? (
    <CampaignEditor key={campaign.data.campaignId} campaign={campaign.data} above={above} />
  ) : (
    <CampaignResult campaign={campaign.data} above={above} />
  );
}
