import { Modal } from '@mantine/core';
import { useNavigate } from '@tanstack/react-router';
import { useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { useMay } from '../data/session.ts';
import classes from './frame.module.css';
import { visibleGroups } from './navigation.ts';

/** Listens for `/`, `?` and `g` followed by a page's letter, except while somebody types. */
export function useShortcuts(onHelp: () => void): void {
  const navigate = useNavigate();
  const may = useMay();
  const lastG = useRef(0);
  useEffect(() => {
    const listen = (event: KeyboardEvent) => {
      if (event.ctrlKey || event.metaKey || event.altKey || isTyping(event.target)) return;
      if (event.key === '?') return onHelp();
      if (event.key === '/') {
        const field = document.querySelector<HTMLInputElement>('input[data-page-search]');
        if (!field) return undefined;
        event.preventDefault();
        return field.focus();
      }
      if (event.key === 'g') {
        lastG.current = event.timeStamp;
        return undefined;
      }
      const entry = visibleGroups(may)
        .flatMap((group) => group.entries)
        .find((one) => one.key === event.key);
      if (entry && event.timeStamp - lastG.current < 1000) void navigate({ to: entry.to });
      return undefined;
    };
    document.addEventListener('keydown', listen);
    return () => document.removeEventListener('keydown', listen);
  }, [navigate, may, onHelp]);
}

function isTyping(target: EventTarget | null): boolean {
  return (
    target instanceof HTMLElement && target.closest('input, textarea, select, [contenteditable]') !== null
  );
}

/** The list of shortcuts, on `?`. */
export function ShortcutHelp(props: { opened: boolean; onClose: () => void }) {
  const { t } = useTranslation('frame');
  const may = useMay();
  const entries = visibleGroups(may).flatMap((group) => group.entries);
  return (
    <Modal
      opened={props.opened}
      onClose={props.onClose}
      title={t('shortcuts.title')}
      closeButtonProps={{ 'aria-label': t('close') }}
    >
      <dl className={classes.shortcuts}>
        <Shortcut keys={['Ctrl', 'K']} words={t('shortcuts.palette')} />
        <Shortcut keys={['/']} words={t('shortcuts.search')} />
        <Shortcut keys={['?']} words={t('shortcuts.help')} />
        {may('customers:write') ? (
          <>
            <Shortcut keys={['n']} words={t('shortcuts.note')} />
            <Shortcut keys={['t']} words={t('shortcuts.task')} />
          </>
        ) : null}
        {entries.map((entry) => (
          <Shortcut
            key={entry.page}
            keys={['g', entry.key]}
            words={t('shortcuts.go', { page: t(`pages.${entry.page}`) })}
          />
        ))}
      </dl>
    </Modal>
  );
}

function Shortcut(props: { keys: readonly string[]; words: string }) {
  return (
    <div className={classes.shortcut}>
      <dt>
        {props.keys.map((key) => (
          <kbd key={key} className={classes.key}>
            {key}
          </kbd>
        ))}
      </dt>
      <dd>{props.words}</dd>
    </div>
  );
}
