import { useTranslation } from 'react-i18next';
import type { CampaignProgress, CampaignView } from '#interact/campaigns/api';
import { Funnel } from '../../charts/funnel.tsx';
import { useCampaignProgress } from './campaigns.data.ts';

const handedOver = ['handed over', 'delivered', 'bounced', 'failed'];

/** Planned → handed over → not returned → opened → clicked, with who was left out and why. */
export function CampaignFunnel(props: { campaign: CampaignView }) {
  const { t, i18n } = useTranslation('campaigns');
  const progress = useCampaignProgress(props.campaign);
  const language = i18n.language === 'en' ? 'en' : 'fr';
  if (!progress.data) return null;
  const { counts } = progress.data;
  const reacted = reactionCounter(progress.data);
  const handed = sum(counts, (one) => handedOver.includes(one.state));
  const bounced = sum(counts, (one) => one.state === 'bounced');
  const leftOut = counts
    .filter((one) => one.state === 'skipped' || one.state === 'cancelled')
    .map((one) => ({ reason: one.label[language], count: one.count }));
  const returned = bounced > 0 ? [{ reason: t('result.sends.bounced'), count: bounced }] : [];
  const ofPlanned = { count: progress.data.planned, words: t('result.ofPlanned') };
  // Whether a message reached its box is not known: rates are of those handed over.
  const ofHanded = { count: handed, words: t('result.ofHanded') };
  return (
    <Funnel
      label={t('result.progress')}
      steps={[
        { label: t('result.planned'), count: progress.data.planned },
        { label: t('result.handed'), count: handed, lost: leftOut, of: ofPlanned },
        { label: t('result.notReturned'), count: handed - bounced, lost: returned, of: ofHanded },
        { label: t('result.opened'), count: reacted('opened'), of: ofHanded },
        { label: t('result.clicked'), count: reacted('clicked'), of: ofHanded },
        { label: t('result.unsubscribed'), count: reacted('unsubscribed'), of: ofHanded },
      ]}
    />
  );
}

function sum(
  counts: CampaignProgress['counts'],
  keep: (one: CampaignProgress['counts'][number]) => boolean,
): number {
  return counts.filter(keep).reduce((total, one) => total + one.count, 0);
}

/** Messages with a reaction of a kind, openings by machines left out; several links of one message may be clicked, the most clicked is a floor. */
function reactionCounter(progress: CampaignProgress): (kind: string) => number {
  return (kind) => {
    const of = progress.reactions.filter((one) => one.kind === kind);
    const whole = of.find((one) => one.link === '');
    if (whole) return whole.messages - whole.machines;
    return Math.max(0, ...of.map((one) => one.messages - one.machines));
  };
}
