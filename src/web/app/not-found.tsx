import { Button } from '@mantine/core';
import { useRouterState } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { LinkButton } from '../components/link-button.tsx';
import { Page } from '../components/page.tsx';

/** An address that leads nowhere. */
export function NotFound() {
  const { t } = useTranslation('frame');
  const address = useRouterState({ select: (state) => state.location.pathname });
  return (
    <Page title={t('notFound.title')} sentence={t('notFound.detail', { address })}>
      <LinkButton to="/" variant="default">
        {t('notFound.back')}
      </LinkButton>
    </Page>
  );
}

/** A screen that broke while drawing: says so, keeps the frame, offers to reload. */
export function Broken(props: { error: unknown }) {
  const { t } = useTranslation('frame');
  return (
    <Page title={t('broken.title')} sentence={t('broken.detail')}>
      <pre className="small soft">
        {props.error instanceof Error ? props.error.message : String(props.error)}
      </pre>
      <Button variant="default" onClick={() => window.location.reload()}>
        {t('broken.again')}
      </Button>
    </Page>
  );
}
