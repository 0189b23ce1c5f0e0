import { Drawer } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { IconMenu2 } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { useMay } from '../data/session.ts';
import classes from './frame.module.css';
import { type Entry, visibleGroups } from './navigation.ts';

/** On a phone the rail becomes a bar under the thumb; what does not fit is behind "more". */
export function BottomBar() {
  const { t } = useTranslation('frame');
  const [open, drawer] = useDisclosure(false);
  const entries = visibleGroups(useMay()).flatMap((group) => group.entries);
  const first = entries.filter((entry) =>
    ['overview', 'clients', 'segments', 'campaigns'].includes(entry.page),
  );
  const rest = entries.filter((entry) => !first.includes(entry));
  return (
    <nav className={classes.bottom} aria-label={t('navigation')}>
      {first.map((entry) => (
        <Tab key={entry.page} entry={entry} />
      ))}
      {rest.length > 0 ? (
        <button type="button" className={`quiet-button ${classes.tab}`} onClick={drawer.open}>
          <IconMenu2 size={20} stroke={1.6} />
          <span>{t('more')}</span>
        </button>
      ) : null}
      <Drawer
        opened={open}
        onClose={drawer.close}
        position="bottom"
        size="auto"
        title={t('menu')}
        closeButtonProps={{ 'aria-label': t('close') }}
      >
        <ul className={classes.sheet}>
          {rest.map((entry) => (
            <li key={entry.page}>
              <Link to={entry.to} className={classes.entry} onClick={drawer.close}>
                <entry.icon size={20} stroke={1.6} />
                <span>{t(`pages.${entry.page}`)}</span>
              </Link>
            </li>
          ))}
        </ul>
      </Drawer>
    </nav>
  );
}

function Tab(props: { entry: Entry }) {
  const { t } = useTranslation('frame');
  const { entry } = props;
  return (
    <Link
      to={entry.to}
      className={classes.tab}
      activeOptions={{ exact: entry.to === '/', includeSearch: false }}
      activeProps={{ 'aria-current': 'page' }}
    >
      <entry.icon size={20} stroke={1.6} />
      <span>{t(`pages.${entry.page}`)}</span>
    </Link>
  );
}
