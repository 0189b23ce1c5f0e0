import { useTranslation } from 'react-i18next';
import { PageTabs } from '../../components/page-tabs.tsx';

/** Files that come in, and files only held against the base, side by side. */
export function ScreeningTabs() {
  const { t } = useTranslation('screening');
  return (
    <PageTabs
      label={t('tabs.label')}
      tabs={[
        { to: '/sources', name: t('tabs.imports') },
        { to: '/sources/screenings', name: t('title') },
      ]}
    />
  );
}
