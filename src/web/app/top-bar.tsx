import { ActionIcon, Menu, SegmentedControl, UnstyledButton, useMantineColorScheme } from '@mantine/core';
import { spotlight } from '@mantine/spotlight';
import { IconChevronDown, IconKeyboard, IconLogout, IconSearch, IconUser } from '@tabler/icons-react';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { meQuery, signOut } from '../data/session.ts';
import classes from './frame.module.css';
import { JobTray } from './job-tray.tsx';
import { useChangeLanguage } from './use-change-language.ts';

/** The thin bar above every page: find anything, running jobs, one's own account. */
export function TopBar(props: { onShortcuts: () => void }) {
  const { t } = useTranslation('frame');
  return (
    <div className={classes.top}>
      <button
        type="button"
        className={`quiet-button ${classes.find}`}
        onClick={spotlight.open}
        aria-haspopup="dialog"
      >
        <IconSearch size={16} stroke={1.6} />
        <span className={classes.findLong}>{t('search')}</span>
        <kbd className={classes.key}>Ctrl K</kbd>
      </button>
      <span className={classes.gap} />
      <JobTray />
      <ActionIcon
        className={classes.wideOnly}
        variant="subtle"
        color="gray"
        size={34}
        onClick={props.onShortcuts}
        aria-label={t('shortcuts.open')}
        title={`${t('shortcuts.open')} (?)`}
      >
        <IconKeyboard size={18} stroke={1.6} />
      </ActionIcon>
      <AccountMenu />
    </div>
  );
}

function AccountMenu() {
  const { t } = useTranslation('frame');
  const { data: me } = useQuery(meQuery);
  const client = useQueryClient();
  const navigate = useNavigate();
  const leave = async () => {
    await signOut(client);
    await navigate({ to: '/sign-in' });
  };
  return (
    <Menu position="bottom-end" width={260}>
      <Menu.Target>
        <UnstyledButton className={classes.account} aria-label={t('accountOf', { name: me?.name ?? '' })}>
          <span className={classes.initials} aria-hidden="true">
            {initialsOf(me?.name ?? '')}
          </span>
          <span className={classes.accountName}>{me?.name}</span>
          <IconChevronDown size={14} stroke={1.6} />
        </UnstyledButton>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Label>{me?.email}</Menu.Label>
        <Menu.Item
          leftSection={<IconUser size={18} stroke={1.6} />}
          onClick={() => void navigate({ to: '/account' })}
        >
          {t('pages.account')}
        </Menu.Item>
        <Menu.Divider />
        <SchemeChoice />
        <LanguageChoice />
        <Menu.Divider />
        <Menu.Item leftSection={<IconLogout size={18} stroke={1.6} />} onClick={() => void leave()}>
          {t('signOut')}
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}

function SchemeChoice() {
  const { t } = useTranslation('frame');
  const { colorScheme, setColorScheme } = useMantineColorScheme();
  return (
    <div className={classes.choice}>
      <span className={classes.choiceLabel}>{t('scheme.label')}</span>
      <SegmentedControl
        size="xs"
        fullWidth
        aria-label={t('scheme.label')}
        value={colorScheme}
        onChange={(value) => setColorScheme(value === 'dark' ? 'dark' : value === 'light' ? 'light' : 'auto')}
        data={[
          { value: 'light', label: t('scheme.light') },
          { value: 'dark', label: t('scheme.dark') },
          { value: 'auto', label: 'Auto' },
        ]}
      />
    </div>
  );
}

function LanguageChoice() {
  const { t, i18n } = useTranslation('frame');
  const change = useChangeLanguage();
  return (
    <div className={classes.choice}>
      <span className={classes.choiceLabel}>{t('language')}</span>
      <SegmentedControl
        size="xs"
        fullWidth
        aria-label={t('language')}
        value={i18n.language}
        onChange={(value) => change(value === 'en' ? 'en' : 'fr')}
        data={[
          { value: 'fr', label: 'Français' },
          { value: 'en', label: 'English' },
        ]}
      />
    </div>
  );
}

/** Two letters for a name: first of the first word, first of the last. */
export function initialsOf(name: string): string {
  const parts = name
    .trim()
    .split(/[\s@.]+/u)
    .filter(Boolean);
  const letters = [parts[0], parts.length > 1 ? parts.at(-1) : undefined];
  return letters.map((part) => part?.[0]?.toUpperCase() ?? '').join('');
}
