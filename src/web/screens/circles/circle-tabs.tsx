import { useTranslation } from 'react-i18next';
import { PageTabs } from '../../components/page-tabs.tsx';

const tabs = [
  { to: '/clients', name: 'customers' },
  { to: '/clients/households', name: 'households' },
  { to: '/clients/companies', name: 'companies' },
  { to: '/clients/survivorship', name: 'survivorship' },
] as const;

/** Customers one by one, by household and by company, side by side. */
export function CircleTabs() {
  const { t } = useTranslation('circles');
  return (
    <PageTabs label={t('tabs.label')} tabs={tabs.map(({ to, name }) => ({ to, name: t(`tabs.${name}`) }))} />
  );
}
