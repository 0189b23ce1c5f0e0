import { useTranslation } from 'react-i18next';
import type { ContactsPart } from '#identify/history/api';
import { Section } from '../../components/page.tsx';
import { useFormat } from '../../data/use-format.ts';
import classes from './clients.module.css';

/** How many messages this person got, opened and clicked. */
export function ClientContacts(props: { contacts: ContactsPart }) {
  const { t } = useTranslation('clients');
  const format = useFormat();
  const { contacts } = props;
  return (
    <Section title={t('contacts')}>
      <dl className={classes.values}>
        {(['sent', 'opened', 'clicked'] as const).map((what) => (
          <div key={what}>
            <dt>{t(what)}</dt>
            <dd className="figures">{format.number(contacts[what])}</dd>
          </div>
        ))}
      </dl>
    </Section>
  );
}
