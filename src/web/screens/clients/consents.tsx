import { Button } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { useTranslation } from 'react-i18next';
import type { ConsentState } from '#identify/consent/api';
import { Section } from '../../components/page.tsx';
import { SideDrawer } from '../../components/side-drawer.tsx';
import { Status, type Tone } from '../../components/status.tsx';
import { Why } from '../../components/why.tsx';
import { useMay } from '../../data/session.ts';
import { useFormat } from '../../data/use-format.ts';
import classes from './clients.module.css';
import { RecordConsent } from './record-consent.tsx';
import { useConsentWords } from './use-consent-words.ts';

const tones: Record<ConsentState['status'], Tone> = { granted: 'good', withdrawn: 'bad', unknown: 'waiting' };

/** What holds for each channel and purpose, with its reason, and a way to note what somebody just said. */
export function Consents(props: { customerId: number; states: readonly ConsentState[]; brief?: boolean }) {
  const { t } = useTranslation('clients');
  const may = useMay();
  const [open, drawer] = useDisclosure(false);
  return (
    <Section
      title={t('consents')}
      aside={
        may('customers:write') && !props.brief ? (
          <Button size="compact-xs" variant="subtle" color="gray" title={t('record')} onClick={drawer.open}>
            {t('recordShort')}
          </Button>
        ) : null
      }
    >
      {props.states.length === 0 ? <p className="soft small">{t('noConsents')}</p> : null}
      <ul className={classes.consents}>
        {props.states.map((state) => (
          <OneConsent key={`${state.channel}:${state.purpose}:${state.brand}`} state={state} />
        ))}
      </ul>
      <SideDrawer title={t('record')} opened={open} onClose={drawer.close}>
        <RecordConsent customerId={props.customerId} onDone={drawer.close} />
      </SideDrawer>
    </Section>
  );
}

function OneConsent(props: { state: ConsentState }) {
  const { t, i18n } = useTranslation('clients');
  const format = useFormat();
  const say = useConsentWords();
  const { state } = props;
  const language = i18n.language === 'en' ? 'en' : 'fr';
  const subject = [say.channel(state.channel), say.purpose(state.purpose), state.brand]
    .filter(Boolean)
    .join(' · ');
  const history = state.history.map(
    (entry) => `${format.date(entry.occurredAt)} : ${t(entry.status)} (${entry.source})`,
  );
  return (
    <li>
      <span>{subject}</span>
      <span className={classes.consentState}>
        <Status tone={tones[state.status]}>{t(state.status)}</Status>{' '}
        <Why subject={subject} reasons={[state.explanation[language], ...history]} />
      </span>
    </li>
  );
}
