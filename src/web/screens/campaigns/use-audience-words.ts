import { useTranslation } from 'react-i18next';
import type { Audience } from '#interact/campaigns/api';
import { useSegmentChoices } from '../segments/segments.data.ts';

/** An audience in a few words: the segment's name, everyone, or a condition of its own. */
export function useAudienceWords(): (audience: Audience) => string {
  const { t } = useTranslation('campaigns');
  const choices = useSegmentChoices();
  return (audience) => {
    if ('everyone' in audience) return t('everyone');
    if ('condition' in audience) return t('own');
    const id = String(audience.segmentId);
    return choices.find((choice) => choice.value === id)?.label ?? `${t('segment')} ${id}`;
  };
}
