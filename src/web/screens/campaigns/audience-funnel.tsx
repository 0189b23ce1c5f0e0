import { useTranslation } from 'react-i18next';
import type { CampaignBody } from '#interact/campaigns/api';
import { Funnel } from '../../charts/funnel.tsx';
import { ProblemNote } from '../../components/problem-note.tsx';
import { useFormat } from '../../data/use-format.ts';
import { useAudiencePreview } from './campaigns.data.ts';

/** What the server is asked about an audience. */
export function previewBody(campaignId: number, draft: CampaignBody) {
  const { purpose, brand, audience, holdoutShare, costPerContact, fixedCost } = draft;
  return { campaignId, purpose, brand, audience, holdoutShare, costPerContact, fixedCost };
}

const unreachable = [
  'address-missing',
  'address-invalid',
  'address-shared',
  'suppressed',
  'consent-withdrawn',
  'opposed',
  'consent-missing',
];

/** Population → audience → reachable → after the gate, with the reasons people were lost at each. */
export function AudienceFunnel(props: { campaignId: number; draft: CampaignBody }) {
  const { t, i18n } = useTranslation('campaigns');
  const format = useFormat();
  const preview = useAudiencePreview(previewBody(props.campaignId, props.draft));
  const language = i18n.language === 'en' ? 'en' : 'fr';
  if (preview.error) return <ProblemNote thrown={preview.error} again={() => void preview.refetch()} />;
  const data = preview.data;
  if (!data) return <p className="soft">{t('funnel.counting')}</p>;
  const lost = (before: boolean) =>
    data.reasons
      .filter((one) => unreachable.includes(one.code) === before && one.code !== 'campaign-holdout')
      .map((one) => ({ reason: one.label[language], count: one.count }));
  return (
    <div data-stale={preview.isFetching} aria-busy={preview.isFetching}>
      <Funnel
        label={t('funnel.title')}
        steps={[
          { label: t('funnel.population'), count: data.population },
          { label: t('funnel.audience'), count: data.audience },
          { label: t('funnel.reachable'), count: data.reachable, lost: lost(true) },
          { label: t('funnel.toSend'), count: data.toSend, lost: lost(false) },
          { label: t('funnel.control'), count: data.control },
        ]}
      />
      {data.estimated ? (
        <p className="soft small">
          {t('funnel.estimated', { count: data.sampled, shown: format.number(data.sampled) })}
        </p>
      ) : null}
    </div>
  );
}
