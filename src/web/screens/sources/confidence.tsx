import { useTranslation } from 'react-i18next';
import { Status } from '../../components/status.tsx';

const sureFrom = 0.8;
const likelyFrom = 0.5;

/** How sure a guess is, in a word. */
export function Confidence(props: { value: number }) {
  const { t } = useTranslation('sources');
  if (props.value >= sureFrom) return <Status tone="good">{t('wizard.sure')}</Status>;
  if (props.value >= likelyFrom) return <Status tone="waiting">{t('wizard.likely')}</Status>;
  return <Status tone="bad">{t('wizard.unsure')}</Status>;
}
