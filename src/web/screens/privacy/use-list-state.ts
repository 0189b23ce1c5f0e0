import { useTranslation } from 'react-i18next';
import type { OppositionListView } from '#identify/consent/api';
import type { Tone } from '../../components/status.tsx';

/** How a list stands today: in force, soon to be renewed, or over. */
export function useListState(): (list: OppositionListView) => { tone: Tone; words: string } {
  const { t } = useTranslation('privacy');
  const soonMs = 30 * 86_400_000;
  return (list) => {
    const left = Date.parse(`${list.expiresOn}T23:59:59Z`) - Date.now();
    if (left < 0) return { tone: 'bad', words: t('list.over') };
    return left < soonMs
      ? { tone: 'waiting', words: t('list.soon') }
      : { tone: 'good', words: t('list.inForce') };
  };
}
