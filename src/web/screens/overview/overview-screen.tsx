import { useTranslation } from 'react-i18next';
import { Page } from '../../components/page.tsx';

/** The first page after signing in. */
export function OverviewScreen() {
  const { t } = useTranslation('frame');
  return <Page title={t('pages.overview')}>{null}</Page>;
}
