import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { useMay } from '../data/session.ts';
import classes from './frame.module.css';
import { Mark } from './mark.tsx';
import { visibleGroups } from './navigation.ts';

/** The left rail: the method's order, words first. */
export function Rail() {
  const { t } = useTranslation('frame');
  const may = useMay();
  return (
    <nav className={classes.rail} aria-label={t('navigation')}>
      <Link to="/" className={classes.brand} aria-label={`Chacun, ${t('pages.overview')}`}>
        <Mark size={22} /> Chacun
      </Link>
      {visibleGroups(may).map((group) => (
        <div key={group.name} className={classes.group}>
          {group.name === 'start' ? null : <p className={classes.groupName}>{t(`groups.${group.name}`)}</p>}
          <ul>
            {group.entries.map((entry) => (
              <li key={entry.page}>
                <Link
                  to={entry.to}
                  className={classes.entry}
                  activeOptions={{ exact: entry.to === '/', includeSearch: false }}
                  activeProps={{ 'aria-current': 'page' }}
                >
                  <entry.icon size={18} stroke={1.6} />
                  <span>{t(`pages.${entry.page}`)}</span>
                </Link>
              </li>
            ))}
          </ul>
        </div>
      ))}
    </nav>
  );
}
