import { useTranslation } from 'react-i18next';
import { PageTabs } from '../../components/page-tabs.tsx';

const tabs = [
  { to: '/value', name: 'overview' },
  { to: '/value/portfolio', name: 'portfolio' },
  { to: '/value/profit', name: 'profit' },
  { to: '/value/forecast', name: 'forecast' },
  { to: '/value/potential', name: 'potential' },
  { to: '/value/questions', name: 'questions' },
] as const;

/** The pages of value, side by side. */
export function ValueTabs() {
  const { t } = useTranslation('value');
  return (
    <PageTabs label={t('tabs.label')} tabs={tabs.map(({ to, name }) => ({ to, name: t(`tabs.${name}`) }))} />
  );
}
