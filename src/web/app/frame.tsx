import { useDisclosure, useMediaQuery } from '@mantine/hooks';
import { Outlet, useRouterState } from '@tanstack/react-router';
import { useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { BottomBar } from './bottom-bar.tsx';
import classes from './frame.module.css';
import { Palette } from './palette.tsx';
import { Rail } from './rail.tsx';
import { ShortcutHelp, useShortcuts } from './shortcuts.tsx';
import { TopBar } from './top-bar.tsx';

/** The frame around every page once somebody is signed in. */
export function Frame() {
  const { t } = useTranslation('frame');
  const phone = useMediaQuery('(max-width: 48em)', false, { getInitialValueInEffect: false });
  const [help, shortcuts] = useDisclosure(false);
  const main = useRef<HTMLElement>(null);
  useShortcuts(shortcuts.open);
  useFocusOnNewPage(main);
  return (
    <div className={classes.frame}>
      <a href="#content" className="skip-link">
        {t('skip')}
      </a>
      {phone ? null : <Rail />}
      <div className={classes.body}>
        <TopBar onShortcuts={shortcuts.open} />
        <main id="content" ref={main} tabIndex={-1} className={classes.main}>
          <Outlet />
        </main>
      </div>
      {phone ? <BottomBar /> : null}
      <Palette />
      <ShortcutHelp opened={help} onClose={shortcuts.close} />
    </div>
  );
}

/** After a change of page the reader starts at its content, not in the rail; the first page is left alone. */
function useFocusOnNewPage(main: { current: HTMLElement | null }): void {
  const path = useRouterState({ select: (state) => state.location.pathname });
  const last = useRef(path);
  useEffect(() => {
    if (last.current === path) return;
    last.current = path;
    main.current?.focus({ preventScroll: true });
  }, [path, main]);
}
