import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import classes from './value-tabs.module.css';

const tabs = [
  { to: '/value', name: 'overview' },
  { to: '/value/portfolio', name: 'portfolio' },
  { to: '/value/profit', name: 'profit' },
  { to: '/value/forecast', name: 'forecast' },
  { to: '/value/questions', name: 'questions' },
] as const;

/** The pages of value, side by side. */
export function ValueTabs() {
  const { t } = useTranslation('value');
  return (
    <nav className={classes.tabs} aria-label={t('tabs.label')}>
      {tabs.map(({ to, name }) => (
        <Link key={to} to={to} activeOptions={{ exact: true, includeSearch: false }} className={classes.tab}>
          {t(`tabs.${name}`)}
        </Link>
      ))}
    </nav>
  );
}
