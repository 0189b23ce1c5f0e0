import { Button, TextInput } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ConsentState, PermissionState } from '#identify/consent/api';
import { Section } from '../../components/page.tsx';
import { ProblemNote } from '../../components/problem-note.tsx';
import { SideDrawer } from '../../components/side-drawer.tsx';
import { Status, type Tone } from '../../components/status.tsx';
import { useMay } from '../../data/session.ts';
import { NewRequest } from '../requests/new-request.tsx';
import classes from './clients.module.css';
import { ConsentEvidence } from './consent-evidence.tsx';
import { usePermissions } from './consents.data.ts';
import { RecordConsent } from './record-consent.tsx';
import { useConsentSubject } from './use-consent-words.ts';

const tones: Record<ConsentState['status'], Tone> = { granted: 'good', withdrawn: 'bad', unknown: 'waiting' };

/** What may be done on each channel, by which statement or rule, as of a day; and a way to note what somebody just said. */
export function Consents(props: { customerId: number }) {
  const { t } = useTranslation('clients');
  const may = useMay();
  const [asOf, setAsOf] = useState('');
  const [open, drawer] = useDisclosure(false);
  const [shown, setShown] = useState<PermissionState>();
  const subjectOf = useConsentSubject();
  const found = usePermissions(props.customerId, asOf);
  return (
    <Section
      title={t('consents')}
      aside={
        <span className={classes.acts}>
          {may('privacy:write') ? <Objecting customerId={props.customerId} /> : null}
          {may('customers:write') ? (
            <Button size="compact-xs" variant="subtle" color="gray" title={t('record')} onClick={drawer.open}>
              {t('recordShort')}
            </Button>
          ) : null}
        </span>
      }
    >
      <TextInput
        type="date"
        size="xs"
        label={t('asOfDay')}
        description={asOf === '' ? t('asOfToday') : null}
        max={new Date().toISOString().slice(0, 10)}
        value={asOf}
        onChange={(event) => setAsOf(event.currentTarget.value)}
      />
      {found.error ? <ProblemNote thrown={found.error} again={() => void found.refetch()} /> : null}
      <ul
        className={classes.permissions}
        aria-busy={found.isPlaceholderData}
        data-stale={found.isPlaceholderData}
      >
        {found.data?.items.map((state) => (
          <OnePermission
            key={`${state.channel}:${state.purpose}:${state.brand}`}
            state={state}
            onEvidence={() => setShown(state)}
          />
        ))}
      </ul>
      <SideDrawer title={t('record')} opened={open} onClose={drawer.close}>
        <RecordConsent customerId={props.customerId} onDone={drawer.close} />
      </SideDrawer>
      <SideDrawer
        title={shown ? subjectOf(shown) : ''}
        opened={shown !== undefined}
        onClose={() => setShown(undefined)}
      >
        {shown ? <ConsentEvidence state={shown} /> : null}
      </SideDrawer>
    </Section>
  );
}

/** Notes what they object to as a request, with its deadline and its proof, and goes on to it. */
function Objecting({ customerId }: { customerId: number }) {
  const { t } = useTranslation('requests');
  const navigate = useNavigate();
  const [open, drawer] = useDisclosure(false);
  return (
    <>
      <Button size="compact-xs" variant="subtle" color="gray" title={t('objects')} onClick={drawer.open}>
        {t('objectsShort')}
      </Button>
      <SideDrawer title={t('objects')} opened={open} onClose={drawer.close}>
        <NewRequest
          objector={customerId}
          onDone={(id) => void navigate({ to: '/requests', search: { open: String(id) } })}
        />
      </SideDrawer>
    </>
  );
}

function OnePermission(props: { state: PermissionState; onEvidence: () => void }) {
  const { t, i18n } = useTranslation('clients');
  const subjectOf = useConsentSubject();
  const { state } = props;
  const subject = subjectOf(state);
  return (
    <li>
      <span>{subject}</span>
      <span className={classes.consentState}>
        <Status tone={state.allowed ? 'good' : state.reason === 'nothing-said' ? 'waiting' : 'bad'}>
          {state.allowed ? t('allowed') : t('refused')}
        </Status>
      </span>
      <span className={`soft small ${classes.because}`}>
        {state.allowedBecause[i18n.language === 'en' ? 'en' : 'fr']}{' '}
        {state.history.length > 0 ? (
          <button
            type="button"
            className="quiet-button link"
            aria-label={t('evidenceOf', { subject })}
            onClick={props.onEvidence}
          >
            {t('evidence', { count: state.history.length })}
          </button>
        ) : null}
      </span>
    </li>
  );
}

/** What was said on each channel, in a word, beside a list. */
export function ConsentsInBrief(props: { states: readonly ConsentState[] }) {
  const { t } = useTranslation('clients');
  const subjectOf = useConsentSubject();
  return (
    <Section title={t('consents')}>
      {props.states.length === 0 ? <p className="soft small">{t('noConsents')}</p> : null}
      <ul className={classes.consents}>
        {props.states.map((state) => (
          <li key={`${state.channel}:${state.purpose}:${state.brand}`}>
            <span>{subjectOf(state)}</span>
            <Status tone={tones[state.status]}>{t(state.status)}</Status>
          </li>
        ))}
      </ul>
    </Section>
  );
}
